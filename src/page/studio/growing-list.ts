// Explained hits, with a button that loads more as long as there are any.

import { type Child, element } from "../elements.ts";
import type { SearchAnswer } from "./answers.ts";
import type { Answer } from "./ask.ts";
import { type ExplainListOptions, explainList } from "./explain-list.ts";
import { failure } from "./results.ts";

export interface GrowingListOptions extends ExplainListOptions {
  /** Offset of the hit after `first`; null if there are no more. */
  readonly next: number | null;
  readonly ask: (offset: number) => Promise<Answer<SearchAnswer>>;
  readonly say: (text: string) => void;
}

export function growingList(first: SearchAnswer["hits"], options: GrowingListOptions): Child[] {
  const list = explainList(first, options);
  return [list, moreButton(list, options.next, options)];
}

function moreButton(list: HTMLOListElement, next: number | null, options: GrowingListOptions): Child {
  if (next === null) return null;
  const button = element("button", { type: "button", class: "quiet" }, "Show more");
  const foot = element("div", { class: "more" }, button);
  const ask = async () => {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const answer = await options.ask(next);
    button.ariaDisabled = "false";
    if (answer.kind === "aborted") return;
    if (answer.kind !== "value") {
      const message = answer.kind === "failed" ? answer.message : "The key is no longer accepted.";
      const retry = answer.kind === "failed" && answer.retry;
      return foot.replaceChildren(failure({ kind: "failed", message, retry }, () => void ask()));
    }
    const { hits, total } = answer.value;
    const from = options.from + list.children.length;
    const added = [...explainList(hits, { ...options, from }).children];
    list.append(...added);
    const after = next + hits.length;
    const more = moreButton(list, hits.length > 0 && after < total ? nextOffset(after) : null, options);
    foot.replaceWith(...(more === null ? [] : [more]));
    options.say(`${hits.length} more`);
    added[0]?.querySelector("a")?.focus();
  };
  button.addEventListener("click", () => void ask());
  return foot;
}

/** The API's highest offset. */
export const OFFSET_MAX = 1000;

/** Null after the highest offset. */
export function nextOffset(offset: number): number | null {
  return offset <= OFFSET_MAX ? offset : null;
}
