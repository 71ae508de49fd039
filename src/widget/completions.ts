// Suggestions for what the reader is typing: the combobox pattern with a listbox (WAI-ARIA Authoring Practices). The focus
// stays in the field; `aria-activedescendant` names the option that the arrow keys have reached.

import type { Suggestion } from "../api-types.ts";
import { json, list, text, type Unchecked } from "./answers.ts";
import { type Child, h } from "./dom.ts";

/** Ids are unique on the whole page. */
let made = 0;

export class Completions {
  readonly #input: HTMLInputElement;
  readonly #box: HTMLElement;
  readonly #chosen: () => void;
  #options: HTMLElement[] = [];
  #active = -1;

  /** `box` is the listbox; `chosen` is called when the input has the chosen text. */
  constructor(input: HTMLInputElement, box: HTMLElement, chosen: () => void) {
    this.#input = input;
    this.#box = box;
    this.#chosen = chosen;
    box.id = `backstory-${++made}`;
    input.setAttribute("aria-controls", box.id);
    input.onkeydown = (event) => this.#pressed(event);
    input.onblur = () => {
      // Closing moves everything below up. Not between mouse down and up, or that would not be a click on it.
      if (document.querySelector(":active")) addEventListener("click", () => this.close(), { once: true });
      else this.close();
    };
    // The field keeps the focus, for readers who click too.
    box.onmousedown = (event) => event.preventDefault();
    box.onclick = ({ target }) => this.#choose(this.#options.find((one) => one.contains(target as Node)));
    this.close();
  }

  /** `suggestions` as in the API's response; the one that is already in the field is left out. */
  show(suggestions: unknown): void {
    const input = this.#input;
    const box = this.#box;
    const typed = input.value.trim().toLowerCase();
    const some = list(suggestions)
      .map(json as (one: unknown) => Unchecked<Suggestion>)
      .filter((one) => text(one.text).toLowerCase() !== typed);
    this.#options = some.map((one, index) =>
      h(
        "div",
        { role: "option", id: `${box.id}-${index}`, part: "completion", dir: "auto" },
        ...marked(text(one.text), one.highlights),
      ),
    );
    box.replaceChildren(...this.#options);
    this.#lead(-1);
    box.hidden = !some.length;
    input.ariaExpanded = String(!box.hidden);
  }

  close(): void {
    this.show([]);
  }

  #pressed(event: KeyboardEvent): void {
    const count = this.#options.length;
    if (!count || event.isComposing) return;
    const { key } = event;
    const option = this.#options[this.#active];
    // One more position than options: the text as it was typed.
    if (key === "ArrowDown") this.#lead(((this.#active + 2) % (count + 1)) - 1);
    else if (key === "ArrowUp") this.#lead(((this.#active + count + 1) % (count + 1)) - 1);
    else if (key === "Escape") this.close();
    else if (key === "Enter" && option) this.#choose(option);
    else return;
    // The key is not meant for the cursor, the dialog or the form.
    event.preventDefault();
    event.stopPropagation();
  }

  #lead(active: number): void {
    this.#active = active;
    for (const [index, option] of this.#options.entries()) option.ariaSelected = String(index === active);
    this.#input.setAttribute("aria-activedescendant", this.#options[active]?.id ?? "");
  }

  #choose(option: HTMLElement | undefined): void {
    if (!option) return;
    this.#input.value = option.textContent;
    this.close();
    this.#chosen();
  }
}

/** The text with its highlights ([start, end) in UTF-16 units, ascending) as `mark` elements. */
export function marked(whole: string, highlights: unknown): Child[] {
  const nodes: Child[] = [];
  let at = 0;
  for (const [start = -1, end = -1] of list(highlights).map((range) => list(range).map(Number))) {
    if (!(start >= at && end > start)) continue;
    nodes.push(whole.slice(at, start), h("mark", { part: "mark" }, whole.slice(start, end)));
    at = end;
  }
  return [...nodes, whole.slice(at)];
}
