// The front page: the newest articles, in one list that "More articles" extends.

import { type ArticleList, askLatest } from "./api.ts";
import { facts } from "./article-facts.ts";
import { element, placeLink, textAttributes } from "./elements.ts";
import type { Article } from "./read-article.ts";
import { type Arrival, failure, type Scene, type Stage } from "./stage.ts";

/** The list as the reader left it: on the way back it has the same length, so the browser finds its scroll position. */
let left: HTMLElement | null = null;

export async function showLatest(stage: Stage, arrival: Arrival): Promise<void> {
  const scene = stage.begin("list", arrival);
  if (left !== null && arrival === "returned") return stage.present(scene, "", [left]);
  const answer = await askLatest(0, scene.signal);
  if (answer.kind === "aborted") return;
  if (answer.kind === "failed") return stage.fail(scene, answer, () => void showLatest(stage, "followed"));
  const { articles } = answer.value;
  const heading = element("h1", { tabindex: "-1" }, "Latest");
  if (articles.length === 0) {
    const text = "This archive has no articles yet.";
    return stage.present(scene, "", [heading, element("p", { class: "notice" }, text)]);
  }
  const items = element("ol", { class: "entries", role: "list" }, ...articles.map(entry));
  left = element("div", { class: "list" }, heading, items);
  addMore(scene, left, items, answer.value);
  stage.present(scene, "", [left]);
}

/** Adds a button below the list that appends the next part, if there is one. */
function addMore(scene: Scene, view: HTMLElement, items: HTMLElement, { nextOffset }: ArticleList): void {
  if (nextOffset === null) return;
  const button = element("button", { type: "button", class: "quiet" }, "More articles");
  const foot = element("div", { class: "more" }, button);
  const ask = async () => {
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    // The list may have been left and come back meanwhile: its own question goes on.
    const answer = await askLatest(nextOffset, new AbortController().signal);
    button.ariaDisabled = "false";
    if (answer.kind === "aborted") return;
    if (answer.kind === "failed") {
      const again = failure(answer, () => void ask());
      return foot.replaceChildren(again, ...(answer.retry ? [] : [button]));
    }
    const nodes = answer.value.articles.map(entry);
    foot.remove();
    items.append(...nodes);
    addMore(scene, view, items, answer.value);
    nodes[0]?.querySelector("a")?.focus();
  };
  button.addEventListener("click", () => void ask());
  view.append(foot);
}

function entry(article: Article): HTMLLIElement {
  const { id, title, summary, lang } = article;
  const attributes = textAttributes(lang);
  return element(
    "li",
    { class: "entry" },
    element("h2", attributes, placeLink({ view: "article", id }, title)),
    element("div", { class: "aside" }, facts(article)),
    summary === null ? null : element("p", { class: "excerpt", ...attributes }, summary),
  );
}
