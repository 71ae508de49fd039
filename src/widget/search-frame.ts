// The parts of the search box that stay while responses come and go: field, suggestions, status, and the places for
// filters and hits; in a dialog if the search box is modal.

import { Completions } from "./completions.ts";
import { type Child, fillNode, h } from "./dom.ts";

const QUERY_MAX_CHARS = 512;

export interface FrameOptions {
  readonly isModal: boolean;
  readonly label: string;
  /** Name of the region with the hits. */
  readonly resultsLabel: string;
  readonly placeholder: string;
  /** Language of the texts; null if unknown. */
  readonly lang: string | null;
  readonly translateText: (name: string) => string;
  readonly typed: () => void;
  readonly submitted: () => void;
  /** Gets the ticked values by facet. */
  readonly filtered: (filters: Readonly<Record<string, readonly string[]>>) => void;
}

export class SearchFrame {
  readonly nodes: readonly Node[];
  readonly input: HTMLInputElement;
  readonly completions: Completions;
  readonly filters: HTMLDetailsElement;
  /** Count, hits and notices. */
  readonly results: HTMLElement;
  /** Null for an inline search box. */
  readonly dialog: HTMLDialogElement | null;
  /** Read by screen readers, not visible. */
  readonly #status = h("p", { class: "spoken", role: "status" });
  readonly #facets = h("div", { part: "facets" });
  readonly #loading: HTMLElement;

  constructor(options: FrameOptions) {
    const { isModal, label, resultsLabel, placeholder, lang, translateText, typed, submitted, filtered } =
      options;
    const input = h("input", {
      part: "input",
      // In a search field, Escape would clear the field before it closes the dialog.
      type: isModal ? "text" : "search",
      role: "combobox",
      ...{ "aria-label": label, "aria-autocomplete": "list", placeholder },
      ...{ maxlength: QUERY_MAX_CHARS, autocomplete: "off", enterkeyhint: "search" },
    });
    const close = h("button", { part: "close", type: "button", "aria-label": translateText("close") }, "✕");
    const box = h("div", {
      part: "completions",
      role: "listbox",
      "aria-label": translateText("completions"),
    });
    const form = h(
      "form",
      { part: "form", role: "search", "aria-label": label },
      h(
        "div",
        { part: "line" },
        input,
        isModal ? close : h("button", { part: "button" }, translateText("search")),
      ),
      box,
    );
    this.input = input;
    this.completions = new Completions(input, box, submitted);
    // Characters still being composed are not final.
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
    this.filters = h(
      "details",
      { part: "filters" },
      h("summary", {}, translateText("filters")),
      this.#facets,
    );
    this.filters.hidden = true;
    this.#loading = h("p", { part: "loading" }, translateText("loading"));
    this.results = h("section", { part: "results", "aria-label": resultsLabel });
    // A site can put its own heading between the field and the results.
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
    // The base fills the dialog, so a press outside the base is a press beside the dialog.
    dialog.onmousedown = ({ target }) => target === dialog && dialog.close();
    const open = h("button", { part: "button open", type: "button" }, translateText("search"));
    open.onclick = () => dialog.showModal();
    this.nodes = [base(open), dialog];
    this.dialog = dialog;
  }

  /** Announced politely by screen readers. */
  announce(text: string): void {
    this.#status.textContent = text;
  }

  setBusy(isBusy: boolean): void {
    this.results.ariaBusy = String(isBusy);
    if (isBusy && !this.results.firstChild) this.results.append(this.#loading);
  }

  /** If the focus was on something that is replaced, it moves to what takes its place, or to the last such element. */
  show(results: readonly Child[], facets: readonly Child[]): void {
    const focused = (this.results.getRootNode() as ShadowRoot).activeElement;
    const at = this.#stops.indexOf(focused as HTMLElement);
    fillNode(this.results, results);
    fillNode(this.#facets, facets);
    this.filters.hidden = !this.#facets.firstChild;
    // After "More results", the next hits begin where the button was.
    if (at >= 0) (this.#stops[at] ?? this.#stops.at(-1))?.focus();
    if (!(focused instanceof HTMLInputElement) || focused === this.input) return;
    // The checkbox that was just ticked is a new one now.
    this.#boxes.find(({ name, value }) => name === focused.name && value === focused.value)?.focus();
  }

  get #boxes(): HTMLInputElement[] {
    return [...this.#facets.querySelectorAll("input")];
  }

  get #stops(): HTMLElement[] {
    return [...this.results.querySelectorAll<HTMLElement>("a, button")];
  }
}
