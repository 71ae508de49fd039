// The search form: tells what the reader asks for, while they type and when they submit.

import { pageElement } from "./elements.ts";
import { type ListPlace, type Place, searchPlace } from "./place.ts";

/** Long enough to pass over most letters in the middle of a word, short enough to feel immediate. */
const TYPING_PAUSE_MS = 200;

export interface SearchBoxEvents {
  /** The reader typed and paused. */
  readonly typed: (place: ListPlace) => void;
  /** The reader submitted the form or chose another mode. */
  readonly submitted: (place: ListPlace) => void;
}

export class SearchBox {
  readonly #form = pageElement("search", HTMLFormElement);
  readonly #input = pageElement("query", HTMLInputElement);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(events: SearchBoxEvents) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.#timer);
      events.submitted(this.#place());
      // A keyboard on the screen would hide the results.
      if (matchMedia("(pointer: coarse)").matches) this.#input.blur();
    });
    this.#input.addEventListener("input", (event) => {
      if (event instanceof InputEvent && event.isComposing) return;
      this.#whenPaused(events);
    });
    this.#input.addEventListener("compositionend", () => this.#whenPaused(events));
    this.#form.addEventListener("change", (event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.type !== "radio") return;
      clearTimeout(this.#timer);
      const place = this.#place();
      // Without a query the choice waits for one.
      if (place.view === "search") events.submitted(place);
    });
  }

  /** Shows the query of a place; an article's leaves what the reader asked last. */
  show(place: Place): void {
    clearTimeout(this.#timer);
    if (place.view === "article") return;
    const query = place.view === "search" ? place.query : "";
    // What is being typed is not touched: spaces at its end would vanish under the reader's hands.
    if (this.#input.value.trim() !== query) this.#input.value = query;
    if (place.view !== "search") return;
    const radio = this.#form.elements.namedItem("mode");
    if (radio instanceof RadioNodeList) radio.value = place.mode;
  }

  #whenPaused(events: SearchBoxEvents): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => events.typed(this.#place()), TYPING_PAUSE_MS);
  }

  #place(): ListPlace {
    return searchPlace(this.#input.value, String(new FormData(this.#form).get("mode")));
  }
}
