// Compare: the newest articles, which most sites show below an article, next to the related ones. As many of each.

import { type Child, element, textAttributes } from "../elements.ts";
import type { Article } from "../read-article.ts";
import type { RelatedAnswer } from "./answers.ts";
import { ArticlePicker } from "./article-picker.ts";
import { askArticle, askNewest, askRelated, type Refused } from "./ask.ts";
import { facts, headline, placeLink, summaryOf } from "./parts.ts";
import { COMPARE, type ComparePlace } from "./places.ts";
import { plural } from "./plain-words.ts";
import { awayFrom, relatedList } from "./related-list.ts";
import { firstFailure, Results } from "./results.ts";

/** As many as sites usually show. */
const SHOWN = 5;

export class CompareView {
  readonly node: HTMLElement;
  readonly #heading = element("h1", { tabindex: "-1" });
  readonly #deck = element("p", { class: "deck" });
  readonly #picker: ArticlePicker;
  readonly #results: Results;
  readonly #entitle: (title: string) => void;

  /** `entitle` gets the article's title once it has loaded. */
  constructor(
    refused: (refusal: Refused) => void,
    go: (place: ComparePlace) => void,
    entitle: (title: string) => void,
  ) {
    this.#entitle = entitle;
    this.#results = new Results(refused);
    this.#picker = new ArticlePicker(this.#results, go);
    this.node = element("div", {}, this.#heading, this.#deck, this.#picker.node, this.#results.node);
  }

  titleOf(): string {
    return this.#heading.textContent ?? "";
  }

  leave(): void {
    this.#results.leave();
  }

  show(place: ComparePlace): void {
    this.#heading.textContent = "Compare two lists";
    this.#deck.textContent =
      "“Newest first”, as most sites do it today, next to articles that are actually related.";
    this.#picker.show(place.find);
    if (place.article === null) void this.#picker.offer(place.find);
    else void this.#compare(place, place.article);
  }

  async #compare(place: ComparePlace, id: string): Promise<void> {
    const signal = this.#results.begin("columns");
    const [article, related] = await Promise.all([askArticle(id, signal), askRelated(id, SHOWN, signal)]);
    // Of a section whose name is not known before the article is.
    const section =
      article.kind === "value" && place.sameSection ? (article.value.sections[0] ?? null) : null;
    const newest = article.kind === "value" ? await askNewest(SHOWN + 1, section, signal) : article;
    const failed = firstFailure(article, related, newest);
    if (failed?.kind === "aborted") return;
    if (failed !== null) return this.#results.fail(signal, failed, () => void this.#compare(place, id));
    if (article.kind !== "value" || related.kind !== "value" || newest.kind !== "value") return;
    const others = newest.value.filter((other) => other.id !== id).slice(0, SHOWN);
    this.#present(place, article.value, others, related.value, signal);
  }

  #present(
    place: ComparePlace,
    article: Article,
    newest: readonly Article[],
    related: RelatedAnswer,
    signal: AbortSignal,
  ): void {
    const ids = new Set(newest.map(({ id }) => id));
    const both = new Set(related.hits.map(({ id }) => id).filter((id) => ids.has(id)));
    const verdict = verdictOf(both.size, newest.length, related.hits.length);
    const note = ({ id }: Article) =>
      both.has(id) ? element("span", { class: "badge both" }, "In both lists") : null;
    const backstory =
      related.hits.length === 0
        ? element(
            "p",
            { class: "notice" },
            "Nothing else in the archive is related, so the list stays empty.",
          )
        : relatedList(related.hits, {
            ...{ subject: article, threshold: related.threshold },
            level: "h4",
            note,
            signal,
          });
    const nodes = [
      subjectNode(article),
      element("h2", { class: "answer verdict-line" }, verdict),
      element(
        "div",
        { class: "comparison" },
        column("newest", "Newest first", "What most sites show below every article", [
          sectionChoice(place, article),
          newest.length === 0
            ? element("p", { class: "notice" }, "There are no other articles.")
            : plainList(newest, article, note),
        ]),
        column("backstory", "Backstory", "What the archive has on this subject", [
          backstory,
          related.hits.length > 0 && related.hits.length < newest.length
            ? element("p", { class: "aside-note" }, "Nothing else is related, so the list is shorter.")
            : null,
        ]),
      ),
    ];
    if (!signal.aborted) this.#entitle(`${article.title} compared`);
    this.#results.present(signal, nodes, verdict);
  }
}

function subjectNode(article: Article): Child {
  const attributes = textAttributes(article.lang);
  return element(
    "article",
    { class: "subject", "aria-labelledby": "subject" },
    facts(article),
    element("h2", { id: "subject", ...attributes }, article.title),
    summaryOf(article),
    originalLink(article.url),
  );
}

/** Only http(s) addresses become links: a URL from an archive could be anything. */
function originalLink(url: string | null): Child {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  return element("p", {}, element("a", { href: url, rel: "noopener" }, "Read the original"));
}

function verdictOf(both: number, newest: number, related: number): string {
  if (related === 0) return "Nothing in the archive is related";
  const lists = `of the ${plural(newest, "newest article")}`;
  if (both === 0) return `None ${lists} is among the related ones`;
  return `${both} ${lists} ${both === 1 ? "is" : "are"} in both lists`;
}

function column(id: string, title: string, subtitle: string, children: readonly Child[]): HTMLElement {
  return element(
    "section",
    { class: `column ${id}`, "aria-labelledby": id },
    element("h3", { id }, title),
    element("p", { class: "subtitle" }, subtitle),
    ...children,
  );
}

/** Chooses the newest of the whole archive, or of the article's section. */
function sectionChoice(place: ComparePlace, { id, sections }: Article): Child {
  const [section] = sections;
  if (section === undefined) return null;
  const choice = (sameSection: boolean, label: string) => {
    if (place.sameSection === sameSection) return element("strong", {}, label);
    return placeLink({ ...COMPARE, article: id, sameSection }, label);
  };
  return element(
    "p",
    { class: "scope" },
    choice(false, "Whole archive"),
    " · ",
    choice(true, `Only ${section}`),
  );
}

function plainList(articles: readonly Article[], subject: Article, note: (article: Article) => Child): Child {
  const items = articles.map((article, at) =>
    element(
      "li",
      {},
      element("p", { class: "place", "aria-hidden": "true" }, String(at + 1)),
      element(
        "div",
        { class: "story" },
        headline("h4", article),
        facts(article, awayFrom(article, subject), note(article)),
        summaryOf(article),
      ),
    ),
  );
  return element("ol", { class: "ranking", role: "list" }, ...items);
}
