// Picks the article to compare: by words, or from the newest.

import { type Child, element } from "../elements.ts";
import type { Article } from "../read-article.ts";
import { askByWords, askNewest } from "./ask.ts";
import { facts, headline, summaryOf } from "./parts.ts";
import { COMPARE, type ComparePlace } from "./places.ts";
import type { Results } from "./results.ts";

const OFFERED = 12;

export class ArticlePicker {
  readonly node: HTMLFormElement;
  readonly #words = element("input", {
    ...{ id: "find", name: "find", type: "search", maxlength: "512" },
    ...{ autocomplete: "off", spellcheck: "false", enterkeyhint: "search" },
  });
  readonly #results: Results;

  constructor(results: Results, go: (place: ComparePlace) => void) {
    this.#results = results;
    this.node = element(
      "form",
      { class: "asking", role: "search" },
      element("label", { for: "find", class: "field-label" }, "Which article?"),
      element("div", { class: "field-line" }, this.#words, element("button", { type: "submit" }, "Find")),
    );
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      go({ ...COMPARE, find: this.#words.value.trim() });
    });
  }

  show(words: string): void {
    if (this.#words.value.trim() !== words) this.#words.value = words;
  }

  async offer(words: string): Promise<void> {
    const signal = this.#results.begin("columns");
    const answer =
      words === "" ? await askNewest(OFFERED, null, signal) : await askByWords(words, OFFERED, signal);
    if (answer.kind === "aborted") return;
    if (answer.kind !== "value") return this.#results.fail(signal, answer, () => void this.offer(words));
    const said = answer.value.length === 0 ? "No articles" : `${answer.value.length} articles to choose from`;
    this.#results.present(signal, [offered(answer.value, words)], said);
  }
}

function offered(articles: readonly Article[], words: string): Child {
  if (articles.length === 0) {
    const nothing = words === "" ? "This archive has no articles yet." : `No articles found for “${words}”.`;
    return element("p", { class: "answer notice", dir: "auto" }, nothing);
  }
  const title = words === "" ? "Or pick one of the newest" : `Closest to “${words}”`;
  return element(
    "section",
    { class: "answer offered", "aria-labelledby": "offered" },
    element("h2", { id: "offered", dir: "auto" }, title),
    element(
      "ul",
      { role: "list" },
      ...articles.map((article) =>
        element("li", {}, headline("h3", article), facts(article), summaryOf(article)),
      ),
    ),
  );
}
