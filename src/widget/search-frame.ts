// The parts of the search box that stay while answers come and go: field, completions, status, and the places for filters
// and hits; in a dialog of its own where the box is modal.

import { Completions } from "./completions.ts";
import { type Child, fillNode, h } from "./dom.ts";

const QUERY_MAX_CHARS = 512;

export interface FrameWish {
  readonly isModal: boolean;
  readonly label: string;
  readonly placeholder: string | null;
  readonly shortcut: string | null;
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

  constructor({ isModal, label, placeholder, shortcut, say, typed, submitted, filtered }: FrameWish) {
    const input = h("input", {
      ...{
        part: "input",
        type: "search",
        role: "combobox",
        "aria-label": label,
        "aria-autocomplete": "list",
      },
      ...{ maxlength: QUERY_MAX_CHARS, autocomplete: "off", spellcheck: "false", enterkeyhint: "search" },
      ...{ placeholder, "aria-keyshortcuts": isModal ? null : shortcut },
    });
    const box = h("div", { part: "completions", role: "listbox", "aria-label": say("completions") });
    const form = h(
      "form",
      { part: "form", role: "search" },
      h("div", { part: "line" }, input, h("button", { part: "button" }, say("search"))),
      box,
    );
    this.input = input;
    this.completions = new Completions(input, box, submitted);
    // Characters that are still being composed are not yet what is meant.
    input.addEventListener("input", (event) => (event as InputEvent).isComposing || typed());
    input.addEventListener("compositionend", typed);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.completions.close();
      submitted();
    });
    this.#facets.addEventListener("change", () => {
      const ticked = [...this.#facets.querySelectorAll("input")].filter(({ checked }) => checked);
      const names = Map.groupBy(ticked, ({ name }) => name);
      filtered(
        Object.fromEntries([...names].map(([facet, some]) => [facet, some.map(({ value }) => value)])),
      );
    });
    this.filters = h("details", { part: "filters" }, h("summary", {}, say("filters")), this.#facets);
    this.filters.hidden = true;
    this.#loading = h("p", { part: "loading" }, say("loading"));
    this.results = h("section", { part: "results", "aria-label": say("results") });
    // Between the box and what is found a site may put a heading of its own.
    const intro = h("slot", { name: "intro" });
    const found = h("div", { part: "found" }, this.filters, this.results);
    const base = (...more: Node[]) => h("div", { class: "base", part: "base" }, ...more);
    if (!isModal) {
      this.nodes = [base(form, this.#status, intro, found)];
      this.dialog = null;
      return;
    }
    const close = h("button", { part: "close", type: "button", "aria-label": say("close") }, "✕");
    const dialog = h(
      "dialog",
      { part: "dialog", "aria-label": label },
      base(form, close, this.#status, intro, found),
    );
    close.addEventListener("click", () => dialog.close());
    // A click that is on nothing of it is beside it.
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
    const open = h(
      "button",
      { part: "button open", type: "button", "aria-keyshortcuts": shortcut },
      say("search"),
    );
    open.addEventListener("click", () => dialog.showModal());
    this.nodes = [base(open), dialog];
    this.dialog = dialog;
  }

  /** What the status says is spoken, politely. */
  tell(text: string): void {
    this.#status.textContent = text;
  }

  setBusy(isBusy: boolean): void {
    this.results.ariaBusy = String(isBusy);
    if (isBusy && this.results.childElementCount === 0) this.results.append(this.#loading);
  }

  show(results: readonly Child[], facets: readonly Child[]): void {
    const focused = (this.results.getRootNode() as ShadowRoot).activeElement;
    fillNode(this.results, results);
    fillNode(this.#facets, facets);
    this.filters.hidden = this.#facets.childElementCount === 0;
    if (!(focused instanceof HTMLInputElement) || focused === this.input) return;
    // The box that was just ticked is a new one.
    const again = [...this.#facets.querySelectorAll("input")];
    again.find(({ name, value }) => name === focused.name && value === focused.value)?.focus();
  }

  focusHit(index: number): void {
    this.results.querySelectorAll("li")[index]?.querySelector("a")?.focus();
  }
}
