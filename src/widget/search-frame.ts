// The parts of the search box that stay while answers come and go: field, completions, status, and the places for filters
// and hits; in a dialog of its own where the box is modal.

import { Completions } from "./completions.ts";
import { type Child, fillNode, h } from "./dom.ts";

const QUERY_MAX_CHARS = 512;

export interface FrameWish {
  readonly isModal: boolean;
  readonly label: string;
  /** Of the region where hits are. */
  readonly resultsLabel: string;
  readonly placeholder: string;
  /** Of the words; null where it is not known. */
  readonly lang: string | null;
  readonly say: (name: string) => string;
  readonly typed: () => void;
  readonly submitted: () => void;
  /** By facet: the names that are ticked. */
  readonly filtered: (filters: Readonly<Record<string, readonly string[]>>) => void;
}

export class SearchFrame {
  readonly nodes: readonly Node[];
  readonly input: HTMLInputElement;
  readonly completions: Completions;
  readonly filters: HTMLDetailsElement;
  /** Count, hits and notices. */
  readonly results: HTMLElement;
  /** Null where the box is in line with the page. */
  readonly dialog: HTMLDialogElement | null;
  /** Spoken, not seen. */
  readonly #status = h("p", { class: "spoken", role: "status" });
  readonly #facets = h("div", { part: "facets" });
  readonly #loading: HTMLElement;

  constructor(wish: FrameWish) {
    const { isModal, label, resultsLabel, placeholder, lang, say, typed, submitted, filtered } = wish;
    const input = h("input", {
      part: "input",
      // Escape empties a search field, and would do so before it closes a dialog.
      type: isModal ? "text" : "search",
      role: "combobox",
      ...{ "aria-label": label, "aria-autocomplete": "list", placeholder },
      ...{ maxlength: QUERY_MAX_CHARS, autocomplete: "off", enterkeyhint: "search" },
    });
    const close = h("button", { part: "close", type: "button", "aria-label": say("close") }, "✕");
    const box = h("div", { part: "completions", role: "listbox", "aria-label": say("completions") });
    const form = h(
      "form",
      { part: "form", role: "search", "aria-label": label },
      h("div", { part: "line" }, input, isModal ? close : h("button", { part: "button" }, say("search"))),
      box,
    );
    this.input = input;
    this.completions = new Completions(input, box, submitted);
    // Characters that are still being composed are not yet what is meant.
    input.oninput = (event) => (event as InputEvent).isComposing || typed();
    input.addEventListener("compositionend", typed);
    form.onsubmit = (event) => {
      event.preventDefault();
      this.completions.close();
      submitted();
    };
    this.#facets.onchange = () => {
      const filters: Record<string, string[]> = {};
      for (const { checked, name, value } of this.#boxes) {
        if (checked) filters[name] = [...(filters[name] ?? []), value];
      }
      filtered(filters);
    };
    this.filters = h("details", { part: "filters" }, h("summary", {}, say("filters")), this.#facets);
    this.filters.hidden = true;
    this.#loading = h("p", { part: "loading" }, say("loading"));
    this.results = h("section", { part: "results", "aria-label": resultsLabel });
    // Between the box and what is found a site may put a heading of its own.
    const intro = h("slot", { name: "intro" });
    const found = h("div", { part: "found" }, this.filters, this.results);
    const base = (...more: Node[]) => h("div", { class: "base", part: "base", lang }, ...more);
    const whole = base(form, this.#status, intro, found);
    if (!isModal) {
      this.nodes = [whole];
      this.dialog = null;
      return;
    }
    const dialog = h("dialog", { part: "dialog", "aria-label": label }, whole);
    close.onclick = () => dialog.close();
    // What is pressed beside the base, which fills it, is beside the dialog.
    dialog.onmousedown = ({ target }) => target === dialog && dialog.close();
    const open = h("button", { part: "button open", type: "button" }, say("search"));
    open.onclick = () => dialog.showModal();
    this.nodes = [base(open), dialog];
    this.dialog = dialog;
  }

  /** What the status says is spoken, politely. */
  tell(text: string): void {
    this.#status.textContent = text;
  }

  setBusy(isBusy: boolean): void {
    this.results.ariaBusy = String(isBusy);
    if (isBusy && !this.results.firstChild) this.results.append(this.#loading);
  }

  /** Whoever was on something that is replaced is on what takes its place, or on the last before that. */
  show(results: readonly Child[], facets: readonly Child[]): void {
    const focused = (this.results.getRootNode() as ShadowRoot).activeElement;
    const at = this.#stops.indexOf(focused as HTMLElement);
    fillNode(this.results, results);
    fillNode(this.#facets, facets);
    this.filters.hidden = !this.#facets.firstChild;
    // Where there were hits, more of them begin where the button was.
    if (at >= 0) (this.#stops[at] ?? this.#stops.at(-1))?.focus();
    if (!(focused instanceof HTMLInputElement) || focused === this.input) return;
    // The box that was just ticked is a new one.
    this.#boxes.find(({ name, value }) => name === focused.name && value === focused.value)?.focus();
  }

  get #boxes(): HTMLInputElement[] {
    return [...this.#facets.querySelectorAll("input")];
  }

  get #stops(): HTMLElement[] {
    return [...this.results.querySelectorAll<HTMLElement>("a, button")];
  }
}
