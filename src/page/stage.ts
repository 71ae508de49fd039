// The part of the page that changes, one view at a time: handles loading, failure, focus and the document's title. A view
// that was left can't come back late, because its signal is aborted.

import type { Answer } from "./api.ts";
import { type Child, element, pageElement, placeLink } from "./elements.ts";

/** A faster response is shown without a loading state, which would only flicker. */
const LOADING_AFTER_MS = 150;
const SKELETON_ITEMS = 4;

/** How the reader got here; decides where focus and scroll position go. */
export type Arrival =
  /** The page was loaded: the browser's own focus and scroll position stay. */
  | "loaded"
  /** A link or button: the heading gets the focus, at the top of the page. */
  | "followed"
  /** Back or forward: the heading gets the focus, and the browser restores the scroll position. */
  | "returned"
  /** The search form: the reader is still in it. */
  | "asked";

export type ViewKind = "list" | "results" | "article";

export interface Scene {
  readonly kind: ViewKind;
  readonly arrival: Arrival;
  readonly signal: AbortSignal;
}

export class Stage {
  readonly #view = pageElement("view", HTMLDivElement);
  readonly #status = pageElement("status", HTMLParagraphElement);
  readonly #siteName: string;
  #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown: ViewKind | "nothing" = "nothing";

  constructor(siteName: string) {
    this.#siteName = siteName;
  }

  /** Aborts the current view's requests and begins another view, which then calls present() or fail(). */
  begin(kind: ViewKind, arrival: Arrival): Scene {
    this.#controller.abort();
    this.#controller = new AbortController();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#showLoading(kind), LOADING_AFTER_MS);
    return { kind, arrival, signal: this.#controller.signal };
  }

  /** Shows a view. `title` is the document's, empty for the front page. */
  present(scene: Scene, title: string, nodes: readonly Node[]): void {
    if (scene.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#shown = scene.kind;
    this.#view.replaceChildren(...nodes);
    this.#view.removeAttribute("aria-busy");
    this.#status.textContent = "";
    document.title = title === "" ? this.#siteName : `${title} – ${this.#siteName}`;
    if (scene.arrival === "followed") scrollTo(0, 0);
    if (scene.arrival === "followed" || scene.arrival === "returned") {
      this.#view.querySelector("h1")?.focus({ preventScroll: true });
    }
  }

  /** Shows what went wrong, and what the reader can do. */
  fail(scene: Scene, answer: Answer<unknown> & { kind: "failed" }, retry: () => void): void {
    if (scene.signal.aborted) return;
    const heading = answer.retry ? "That didn’t work" : "There is nothing here";
    this.present(scene, heading, [
      element("h1", { tabindex: "-1" }, heading),
      failure(answer, retry),
      element("p", {}, placeLink({ view: "latest" }, "Latest articles")),
    ]);
    // What comes next is not an update of this view.
    this.#shown = "nothing";
  }

  #showLoading(kind: ViewKind): void {
    this.#view.setAttribute("aria-busy", "true");
    this.#status.textContent = "Loading…";
    // A list that gives way to a list stays until the new one is there: less jumping while someone types.
    if (this.#shown === kind && kind === "list") return;
    this.#shown = kind;
    this.#view.replaceChildren(...skeleton(kind));
  }
}

/** A message about a failed request, with a retry button if that may help. */
export function failure(answer: Answer<unknown> & { kind: "failed" }, retry: () => void): HTMLDivElement {
  const button = element("button", { type: "button", class: "quiet" }, "Retry");
  button.addEventListener("click", retry);
  return element(
    "div",
    { class: "notice", role: "alert" },
    element("p", {}, answer.message),
    answer.retry ? button : null,
  );
}

/** Grey shapes in place of text that is loading. Screen readers get the status instead. */
export function skeleton(kind: ViewKind): Node[] {
  const bar = (name: string): Child => element("span", { class: `bar ${name}` });
  const item = () =>
    element("div", { class: "entry" }, bar("title"), bar("date"), bar("text"), bar("text short"));
  const items = Array.from({ length: kind === "list" ? SKELETON_ITEMS : 1 }, item);
  return [
    element(
      "div",
      { class: "skeleton", "aria-hidden": "true" },
      kind === "list" ? bar("heading") : null,
      ...items,
    ),
  ];
}
