// <backstory-search>: a box that searches while one types, with completions, filters and hits that are ordinary links.
// It lives in a shadow root, where no style of the page reaches it but by its parts and variables.

import { type Article, articles, type Json, json } from "./answers.ts";
import { BackstoryElement } from "./backstory-element.ts";
import { withAllNames } from "./facet-counts.ts";
import { reading } from "./function-client.ts";
import css from "./search.css";
import { SearchFrame } from "./search-frame.ts";
import {
  isEmptyWish,
  NO_WISH,
  type SearchWish,
  searching,
  showInAddress,
  wishOfAddress,
} from "./search-question.ts";
import { type Decorate, renderFacets, renderResults, resultText, type Showing } from "./search-results.ts";
import { SEARCH_STRINGS } from "./search-strings.ts";
import { listenFor } from "./shortcut.ts";

const TYPING_PAUSE_MS = 120;
/** An answer that comes sooner needs no loading state, which would only flicker. */
const LOADING_AFTER_MS = 200;
/** Of typing, before whoever listens is told of the results. */
const STATUS_PAUSE_MS = 1000;
/** Beside the hits there is room for filters from here on. */
const WIDE_PX = 640;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export class BackstorySearch extends BackstoryElement {
  static readonly observedAttributes =
    "api key lang modal shortcut label placeholder private sync facets limit mode href time-zone".split(" ");

  protected readonly bundled = SEARCH_STRINGS;

  // Only declared, as in the class above.
  /** Called with each hit's element and the hit, for what a site wants to add. */
  declare decorate: Decorate | undefined;

  readonly #root = this.attachShadow({ mode: "open" });
  #frame: SearchFrame | null = null;
  #made = "";
  #asked = "";
  /** The part of the page's address that was written or read last. */
  #address = "";
  #wish = NO_WISH;
  /** null: nothing was asked, or nothing is there yet. */
  #hits: readonly Article[] | null = null;
  #total = 0;
  #counts: Json = {};
  #hasFailed = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** Of the last search, and of the completions that were asked for with it. */
  #signal = AbortSignal.abort();
  #leaving = new AbortController();

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    const { query } = this;
    // One that was set before the class was there would hide the class's own.
    Reflect.deleteProperty(this, "query");
    this.query = query;
  }

  /** What is searched for; when it is set, it is searched for. */
  get query(): string {
    return this.#wish.query;
  }

  set query(query: string) {
    this.#search({ ...this.#wish, query: query.trim(), isNearest: false });
  }

  /** Opens the dialog of a modal box, and puts the cursor into the field. */
  open(): void {
    const { dialog, input } = this.#frame ?? {};
    if (dialog?.open === false) dialog.showModal();
    input?.focus();
  }

  close(): void {
    this.#frame?.dialog?.close();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    addEventListener("popstate", () => this.#readAddress(), { signal });
    listenFor(this, signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving.abort();
    clearTimeout(this.#typing);
    clearTimeout(this.#telling);
    this.close();
    // What was given up is asked again where the element comes back.
    this.#asked = "";
  }

  protected present(): void {
    const isModal = this.hasAttribute("modal");
    const own = this.getAttribute("label");
    const label = own ?? this.say("label");
    const wanted = {
      label,
      // Two boxes of one page have names of their own, and so have their regions.
      resultsLabel: [own ?? [], this.say("results")].flat().join(": "),
      placeholder: this.getAttribute("placeholder") ?? label,
      lang: this.strings === undefined ? this.locale : null,
      isModal,
    };
    const made = JSON.stringify([wanted, this.locale, this.strings]);
    const isFirst = !this.#frame;
    if (made !== this.#made) {
      this.#made = made;
      const { input, dialog } = this.#frame ?? {};
      const typed = input?.value ?? this.#wish.query;
      const wasIn = dialog ? dialog.open : this.#root.activeElement;
      this.#frame = new SearchFrame({
        ...wanted,
        say: this.say,
        typed: () => this.#typed(),
        submitted: () => this.#submitted(),
        filtered: (filters) => this.#search({ ...this.#wish, filters }),
      });
      this.#root.replaceChildren(...this.#frame.nodes);
      if (wasIn) this.open();
      this.#frame.filters.open = !isModal && this.offsetWidth >= WIDE_PX;
      this.#frame.input.value = typed;
    }
    // What a script has set counts more than the address that was there before.
    if (!isFirst || isEmptyWish(this.#wish)) this.#readAddress();
    if (!isEmptyWish(this.#wish) && this.#asked !== this.#key) this.#search(this.#wish);
    else this.#render();
  }

  /** What is asked for, as a text: another one is another question. */
  get #key(): string {
    return JSON.stringify([this.#wish, this.#options, this.client, this.hasAttribute("private")]);
  }

  get #facets(): readonly string[] {
    return (this.getAttribute("facets") ?? "section year").match(/\S+/g) ?? [];
  }

  get #options() {
    const limit = this.getAttribute("limit");
    return {
      facets: this.#facets,
      mode: this.getAttribute("mode"),
      limit: limit && Number(limit),
    };
  }

  get #showing(): Showing {
    const { locale, say, day, decorate } = this;
    return { wish: this.#wish, href: this.getAttribute("href"), locale, say, day, decorate };
  }

  #typed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => {
      this.#submitted();
      void this.#complete();
    }, TYPING_PAUSE_MS);
  }

  #submitted(): void {
    this.query = this.#frame?.input.value ?? "";
  }

  async #complete(): Promise<void> {
    const { input, completions } = this.#frame ?? {};
    const q = this.query;
    // Completions are asked for by address, where nothing private may be.
    if (!q || this.hasAttribute("private")) return completions?.close();
    const reply = await this.request(reading(this.client, "v1/suggest", { q }), this.#signal);
    if (reply !== null && this.#root.activeElement === input) completions?.show(reply.answer.suggestions);
  }

  #search(wish: SearchWish): void {
    clearTimeout(this.#typing);
    clearTimeout(this.#telling);
    this.#wish = wish;
    const { input } = this.#frame ?? {};
    if (input && input.value.trim() !== wish.query) input.value = wish.query;
    // Asked for where, and once, the element is in a page.
    if (!input || !this.isConnected) return;
    this.#asked = this.#key;
    this.#frame?.tell("");
    if (this.#isInAddress) {
      showInAddress(wish, this.#facets);
      this.#address = location.search;
    }
    if (isEmptyWish(wish)) {
      this.begin();
      this.#hits = null;
      this.#hasFailed = false;
      this.#render();
      // Whatever was under way is given up.
      this.tell("loadend");
    } else {
      void this.#load(0);
    }
  }

  async #load(offset: number): Promise<void> {
    const wish = this.#wish;
    const signal = this.begin();
    this.#signal = signal;
    const pause = setTimeout(() => this.#frame?.setBusy(true), LOADING_AFTER_MS);
    signal.addEventListener("abort", () => clearTimeout(pause));
    const question = (some: SearchWish, more: object) =>
      searching(this.client, some, { ...this.#options, ...more }, this.hasAttribute("private"));
    // A facet that is filtered by counts what is left of it: its other names are those of a search without that filter.
    const others = withAllNames(wish, (some, facet) =>
      this.request(question(some, { facets: [facet], limit: 1 }), signal),
    );
    const answered = await this.ask(question(wish, { offset }), signal, (answer) =>
      this.#receive(answer, offset),
    );
    const counts = await others;
    if (answered === null || signal.aborted) return;
    clearTimeout(pause);
    this.#hasFailed = !answered;
    // Hits of the question before are none of this one.
    if (!answered && offset === 0) this.#hits = null;
    this.#counts = { ...this.#counts, ...counts };
    this.#render();
    this.#telling = setTimeout(() => this.#settled(), STATUS_PAUSE_MS);
  }

  #receive({ hits, totalHits, facets }: Json, offset: number): void {
    const known = (offset && this.#hits) || [];
    this.#hits = [...known, ...articles(hits)];
    this.#total = Number(totalHits) || this.#hits.length;
    this.#counts = json(facets);
  }

  /** The reader has stopped typing: what was found is told, once. */
  #settled(): void {
    this.#frame?.tell(resultText(this.#result, this.#showing));
    const { query } = this.#wish;
    const isFiltered = !isEmptyWish({ ...this.#wish, query: "" });
    if (this.#hits?.length === 0 && query && !isFiltered && !this.hasAttribute("private")) {
      this.report({ type: "no_results", query });
    }
  }

  get #result() {
    return { hits: this.#hits, total: this.#total, hasFailed: this.#hasFailed };
  }

  #render(): void {
    const frame = this.#frame;
    if (!frame) return;
    const showing = this.#showing;
    const nodes = renderResults(this.#result, showing, {
      more: (offset) => void this.#load(offset),
      retry: () => void this.#load(this.#hits?.length ?? 0),
      followed: (...what) => this.#followed(...what),
      nearest: () => this.#search({ ...this.#wish, isNearest: true }),
    });
    frame.setBusy(false);
    frame.show(nodes, isEmptyWish(showing.wish) ? [] : renderFacets(this.#facets, this.#counts, showing));
  }

  /** What is searched for privately is in no address. */
  get #isInAddress(): boolean {
    return this.getAttribute("sync") === "url" && !this.hasAttribute("private");
  }

  #readAddress(): void {
    const { search } = location;
    if (!this.#isInAddress || search === this.#address) return;
    this.#address = search;
    const wish = wishOfAddress(this.#facets);
    if (JSON.stringify(wish) === JSON.stringify({ ...this.#wish, isNearest: false })) return;
    this.#search(wish);
    if (isEmptyWish(wish)) this.close();
    else this.#frame?.dialog?.showModal();
  }

  #followed(click: Event, { id }: Article, position: number): void {
    // Other links in a hit are the site's own.
    const link = (click.target as Element).closest<HTMLAnchorElement>("a[part=title]");
    const query = this.query && !this.hasAttribute("private") ? { query: this.query } : {};
    if (link) this.follow(click, { articleId: id, position, ...query }, link.href);
  }
}
