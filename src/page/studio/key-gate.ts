// The form that replaces the page until there is an accepted key. The key is sent as a header of every request and stored
// for the tab; it is never in an address.

import { element } from "../elements.ts";
import { heldKey, holdKey } from "../key.ts";
import { askForEntry, type Refused } from "./ask.ts";

export class KeyGate {
  readonly node: HTMLElement;
  readonly #key = element("input", {
    ...{ id: "key", type: "password", autocomplete: "off", spellcheck: "false", required: "" },
    ...{ "aria-describedby": "key-promise" },
  });
  readonly #problem = element("p", { id: "key-problem", class: "problem", role: "alert" });
  #controller = new AbortController();

  /** `opened` is called once a key is accepted. */
  constructor(opened: () => void) {
    const form = element(
      "form",
      { class: "asking" },
      element("label", { for: "key", class: "field-label" }, "Private key"),
      element("div", { class: "field-line" }, this.#key, element("button", { type: "submit" }, "Open")),
      this.#problem,
      element(
        "p",
        { id: "key-promise", class: "hint" },
        "Kept until you close this tab, and sent with every request. It never appears in an address or a log.",
      ),
    );
    this.node = element(
      "div",
      { class: "gate" },
      element("h1", { tabindex: "-1" }, "This page needs a key"),
      element("p", { class: "deck" }, "To open the operator’s page, enter a private key of this archive."),
      form,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#try(opened);
    });
  }

  /** Shows what is wrong with the current key, if there is one. */
  show(refusal: Refused): void {
    this.#key.value = "";
    this.#say(heldKey() === null ? "" : problemOf(refusal));
  }

  focus(): void {
    this.#key.focus();
  }

  async #try(opened: () => void): Promise<void> {
    const typed = this.#key.value.trim();
    this.#controller.abort();
    this.#controller = new AbortController();
    holdKey(typed);
    const answer = await askForEntry(this.#controller.signal);
    if (answer.kind === "aborted") return;
    if (answer.kind === "value") {
      this.#key.value = "";
      this.#say("");
      return opened();
    }
    holdKey(null);
    this.#refuse(answer.kind === "failed" ? answer.message : problemOf(answer));
  }

  #refuse(problem: string): void {
    this.#say(problem);
    this.#key.select();
    this.#key.focus();
  }

  #say(problem: string): void {
    this.#problem.textContent = problem;
    this.#key.setAttribute("aria-invalid", String(problem !== ""));
    const described = problem === "" ? "key-promise" : "key-problem key-promise";
    this.#key.setAttribute("aria-describedby", described);
  }
}

function problemOf({ key }: Refused): string {
  return key === "public"
    ? "That is a public key. This page needs a private one."
    : "This key is not accepted. Check that you copied all of it.";
}
