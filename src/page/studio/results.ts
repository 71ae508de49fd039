// The part of a view with the results: loading, present or failed. Only the last request counts: the signals of all earlier
// ones are aborted.

import { type Child, element } from "../elements.ts";
import type { Answer, Failed, Refused } from "./ask.ts";
import { byId } from "./parts.ts";

/** A faster response is shown without a loading state, which would only flicker. */
const LOADING_AFTER_MS = 150;
const SKELETON_ITEMS = 3;

export type Shape = "list" | "columns";

export class Results {
  readonly node = element("div", { class: "results" });
  readonly #status = byId("status", HTMLParagraphElement);
  readonly #refused: (refusal: Refused) => void;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `refused` gets a key that is rejected or not enough, which no view can fix. */
  constructor(refused: (refusal: Refused) => void) {
    this.#refused = refused;
  }

  /** Aborts earlier requests. Results of the same kind stay until the response arrives. */
  begin(shape: Shape): AbortSignal {
    this.leave();
    this.#controller = new AbortController();
    this.#timer = setTimeout(() => this.#showLoading(shape), LOADING_AFTER_MS);
    return this.#controller.signal;
  }

  /** Aborts open requests. */
  leave(): void {
    this.#controller.abort();
    clearTimeout(this.#timer);
    this.node.removeAttribute("aria-busy");
  }

  present(signal: AbortSignal, nodes: readonly Child[], said: string): void {
    if (signal.aborted) return;
    this.#show(nodes);
    this.say(said);
  }

  /** Shows what went wrong; `retry` asks again. */
  fail(signal: AbortSignal, answer: Failed | Refused, retry: () => void): void {
    if (signal.aborted) return;
    this.say("");
    if (answer.kind === "refused") {
      this.#show([]);
      this.#refused(answer);
    } else {
      this.#show([failure(answer, retry)]);
    }
  }

  /** Shows what is there before the first request. */
  rest(...nodes: readonly Child[]): void {
    this.leave();
    this.#show(nodes);
    this.say("");
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  #show(nodes: readonly Child[]): void {
    clearTimeout(this.#timer);
    this.node.removeAttribute("aria-busy");
    this.node.replaceChildren(...nodes.filter((node) => node !== null));
  }

  #showLoading(shape: Shape): void {
    this.node.setAttribute("aria-busy", "true");
    this.say("Loading…");
    // What is of the same kind stays, dimmed: less jumping.
    if (this.node.querySelector(".answer") !== null) return;
    this.node.replaceChildren(skeleton(shape));
  }
}

/** The first response without a value; null if all have one. */
export function firstFailure(
  ...answers: readonly Answer<unknown>[]
): Exclude<Answer<unknown>, { kind: "value" }> | null {
  return answers.find((answer) => answer.kind !== "value") ?? null;
}

/** A message about a failed request, with a retry button if that may help. */
export function failure(answer: Failed, retry: () => void): HTMLDivElement {
  const button = element("button", { type: "button", class: "quiet" }, "Try again");
  button.addEventListener("click", retry);
  return element(
    "div",
    { class: "notice failed", role: "alert" },
    element("h2", {}, answer.retry ? "That didn’t work" : "That isn’t possible"),
    element("p", { dir: "auto" }, answer.message),
    answer.retry ? button : null,
  );
}

/** Grey shapes in place of text that is loading. Screen readers get the status instead. */
function skeleton(shape: Shape): HTMLDivElement {
  const bar = (name: string) => element("span", { class: `bar ${name}` });
  const item = () => element("div", {}, bar("date"), bar("title"), bar("text"), bar("text short"));
  const column = () => element("div", {}, ...Array.from({ length: SKELETON_ITEMS }, item));
  const columns = shape === "list" ? [column()] : [column(), column()];
  return element("div", { class: `skeleton ${shape}`, "aria-hidden": "true" }, ...columns);
}
