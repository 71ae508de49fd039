// <backstory-search>: a search box that searches while you type, with suggestions, filters and hits that are ordinary links.
// It is in a shadow root: a page can only style its parts and variables.

import type { SearchAnswer } from "../api-types.ts";
import { type Article, articles, type Json, json, type Unchecked } from "./answers.ts";
import { getRequest } from "./api-request.ts";
import { BackstoryElement } from "./backstory-element.ts";
import { withAllNames } from "./facet-counts.ts";
import css from "./search.css";
import { SearchFrame } from "./search-frame.ts";
import {
  type RenderHit,
  type RenderOptions,
  renderFacets,
  renderResults,
  resultText,
} from "./search-results.ts";
import {
  EMPTY_STATE,
  isEmptyState,
  type SearchState,
  searchRequest,
  stateFromAddress,
  writeToAddress,
} from "./search-state.ts";
import { SEARCH_STRINGS } from "./search-strings.ts";
import { listenFor } from "./shortcut.ts";

const TYPING_PAUSE_MS = 120;
/** A faster response is shown without a loading state, which would only flicker. */
const LOADING_AFTER_MS = 200;
/** Typing must pause this long before the results are announced to screen readers. */
const STATUS_PAUSE_MS = 1000;
/** From this width, filters fit beside the hits. */
const WIDE_PX = 640;

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

export class BackstorySearch extends BackstoryElement {
  static readonly observedAttributes =
    "api key lang modal shortcut label placeholder private sync facets limit mode href time-zone".split(" ");

  protected readonly bundled = SEARCH_STRINGS;

  // Only declared, as in the base class.
  /** Called with each hit's element and the hit, so that a site can add to it. */
  declare renderHit: RenderHit | undefined;

  readonly #root = this.attachShadow({ mode: "open" });
  #frame: SearchFrame | null = null;
  #made = "";
  #asked = "";
  /** The query string of the page's address that was last written or read. */
  #address = "";
  #state = EMPTY_STATE;
  /** null before the first response. */
  #hits: readonly Article[] | null = null;
  #total = 0;
  #counts: Json = {};
  #hasFailed = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** Ends the last search and the suggestions requested with it. */
  #signal = AbortSignal.abort();
  #leaving = new AbortController();

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    const { query } = this;
    // A property that was set before the class was defined would hide the class's own.
    Reflect.deleteProperty(this, "query");
    this.query = query;
  }

  /** The current query. Setting it runs a search. */
  get query(): string {
    return this.#state.query;
  }

  set query(query: string) {
    this.#search({ ...this.#state, query: query.trim(), isNearest: false });
  }

  /** Opens the dialog of a modal search box, and focuses the field. */
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
    // Run the search again if the element comes back.
    this.#asked = "";
  }

  protected present(): void {
    const isModal = this.hasAttribute("modal");
    const own = this.getAttribute("label");
    const label = own ?? this.translateText("label");
    const wanted = {
      label,
      // Two search boxes on one page need names of their own, and so do their regions.
      resultsLabel: [own ?? [], this.translateText("results")].flat().join(": "),
      placeholder: this.getAttribute("placeholder") ?? label,
      lang: this.strings === undefined ? this.locale : null,
      isModal,
    };
    const made = JSON.stringify([wanted, this.locale, this.strings]);
    const isFirst = !this.#frame;
    if (made !== this.#made) {
      this.#made = made;
      const { input, dialog } = this.#frame ?? {};
      const typed = input?.value ?? this.#state.query;
      const wasIn = dialog ? dialog.open : this.#root.activeElement;
      this.#frame = new SearchFrame({
        ...wanted,
        translateText: this.translateText,
        typed: () => this.#typed(),
        submitted: () => this.#submitted(),
        filtered: (filters) => this.#search({ ...this.#state, filters }),
      });
      this.#root.replaceChildren(...this.#frame.nodes);
      if (wasIn) this.open();
      this.#frame.filters.open = !isModal && this.offsetWidth >= WIDE_PX;
      this.#frame.input.value = typed;
    }
    // A query set by a script takes precedence over the address.
    if (!isFirst || isEmptyState(this.#state)) this.#readAddress();
    if (!isEmptyState(this.#state) && this.#asked !== this.#key) this.#search(this.#state);
    else this.#render();
  }

  /** Identifies the request: a different key is a different request. */
  get #key(): string {
    return JSON.stringify([this.#state, this.#options, this.client, this.hasAttribute("private")]);
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

  get #showing(): RenderOptions {
    const { locale, translateText, day, renderHit } = this;
    const href = this.getAttribute("href");
    return { searchState: this.#state, href, locale, translateText, day, renderHit };
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
    // Suggestions are requested by address, where nothing private may be.
    if (!q || this.hasAttribute("private")) return completions?.close();
    const reply = await this.request(getRequest(this.client, "v1/suggest", { q }), this.#signal);
    if (reply !== null && this.#root.activeElement === input) completions?.show(reply.answer.suggestions);
  }

  #search(state: SearchState): void {
    clearTimeout(this.#typing);
    clearTimeout(this.#telling);
    this.#state = state;
    const { input } = this.#frame ?? {};
    if (input && input.value.trim() !== state.query) input.value = state.query;
    // Only search in a page, and only once.
    if (!input || !this.isConnected) return;
    this.#asked = this.#key;
    this.#frame?.announce("");
    if (this.#isInAddress) {
      writeToAddress(state, this.#facets);
      this.#address = location.search;
    }
    if (isEmptyState(state)) {
      this.begin();
      this.#hits = null;
      this.#hasFailed = false;
      this.#render();
      // Requests under way are aborted.
      this.dispatch("loadend");
    } else {
      void this.#load(0);
    }
  }

  async #load(offset: number): Promise<void> {
    const state = this.#state;
    const signal = this.begin();
    this.#signal = signal;
    const pause = setTimeout(() => this.#frame?.setBusy(true), LOADING_AFTER_MS);
    signal.addEventListener("abort", () => clearTimeout(pause));
    const question = (some: SearchState, more: object) =>
      searchRequest(this.client, some, { ...this.#options, ...more }, this.hasAttribute("private"));
    // A facet that is filtered by only counts what is left: a search without that filter counts its other values.
    const others = withAllNames(state, (some, facet) =>
      this.request(question(some, { facets: [facet], limit: 1 }), signal),
    );
    const answered = await this.ask(question(state, { offset }), signal, (answer) =>
      this.#receive(answer, offset),
    );
    const counts = await others;
    if (answered === null || signal.aborted) return;
    clearTimeout(pause);
    this.#hasFailed = !answered;
    // The last query's hits do not belong to this one.
    if (!answered && offset === 0) this.#hits = null;
    this.#counts = { ...this.#counts, ...counts };
    this.#render();
    this.#telling = setTimeout(() => this.#settled(), STATUS_PAUSE_MS);
  }

  #receive({ hits, totalHits, facets }: Unchecked<SearchAnswer>, offset: number): void {
    const known = (offset && this.#hits) || [];
    this.#hits = [...known, ...articles(hits)];
    this.#total = Number(totalHits) || this.#hits.length;
    this.#counts = json(facets);
  }

  /** The reader has stopped typing: announce the result, once. */
  #settled(): void {
    this.#frame?.announce(resultText(this.#result, this.#showing));
    const { query } = this.#state;
    const isFiltered = !isEmptyState({ ...this.#state, query: "" });
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
      nearest: () => this.#search({ ...this.#state, isNearest: true }),
    });
    frame.setBusy(false);
    frame.show(
      nodes,
      isEmptyState(showing.searchState) ? [] : renderFacets(this.#facets, this.#counts, showing),
    );
  }

  /** A private search is never in the address. */
  get #isInAddress(): boolean {
    return this.getAttribute("sync") === "url" && !this.hasAttribute("private");
  }

  #readAddress(): void {
    const { search } = location;
    if (!this.#isInAddress || search === this.#address) return;
    this.#address = search;
    const state = stateFromAddress(this.#facets);
    if (JSON.stringify(state) === JSON.stringify({ ...this.#state, isNearest: false })) return;
    this.#search(state);
    if (isEmptyState(state)) this.close();
    else this.#frame?.dialog?.showModal();
  }

  #followed(click: Event, { id }: Article, position: number): void {
    // Other links in a hit belong to the site.
    const link = (click.target as Element).closest<HTMLAnchorElement>("a[part=title]");
    const query = this.query && !this.hasAttribute("private") ? { query: this.query } : {};
    if (link) this.follow(click, { articleId: id, position, ...query }, link.href);
  }
}
