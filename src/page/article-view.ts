// One article and the coverage around it: what came earlier and what came later, in the order of time.

import { alsoLine } from "./also-line.ts";
import { type Answer, type Article, askArticle, askRelated, type Hit, type HitList } from "./api.ts";
import { dateOf, day, facts } from "./article-facts.ts";
import { type Child, element, placeLink, textAttributes } from "./elements.ts";
import { Memory } from "./memory.ts";
import { type ArticlePlace, addressOf } from "./place.ts";
import { type Arrival, failure, type Scene, type Stage } from "./stage.ts";

interface Shown {
  readonly article: Article;
  readonly related: readonly Hit[] | null;
}

const memory = new Memory<Shown>();

export async function showArticle(stage: Stage, place: ArticlePlace, arrival: Arrival): Promise<void> {
  const scene = stage.begin("article", arrival);
  const known = arrival === "returned" ? memory.recall(addressOf(place)) : null;
  const coming = known === null || known.related === null ? askRelated(place.id, scene.signal) : null;
  const answer: Answer<Article> =
    known === null ? await askArticle(place.id, scene.signal) : { kind: "value", value: known.article };
  if (answer.kind === "aborted") return;
  if (answer.kind === "failed") {
    return stage.fail(scene, answer, () => void showArticle(stage, place, "followed"));
  }
  const article = answer.value;
  const body = element("div", { "aria-busy": "true" });
  stage.say("");
  stage.present(scene, article.title, [articleNode(article), relatedSection(body)]);
  if (coming === null) fillRelated(body, scene, article, known?.related ?? []);
  else await receiveRelated(scene, place, article, body, coming);
}

async function receiveRelated(
  scene: Scene,
  place: ArticlePlace,
  article: Article,
  body: HTMLElement,
  coming: Promise<Answer<HitList>>,
): Promise<void> {
  memory.keep(addressOf(place), { article, related: null });
  const answer = await coming;
  if (answer.kind === "aborted") return;
  if (answer.kind === "failed") {
    body.removeAttribute("aria-busy");
    const again = () => void receiveRelated(scene, place, article, body, askRelated(place.id, scene.signal));
    return body.replaceChildren(failure(answer, again));
  }
  memory.keep(addressOf(place), { article, related: answer.value.hits });
  fillRelated(body, scene, article, answer.value.hits);
}

function articleNode(article: Article): HTMLElement {
  const attributes = textAttributes(article.lang);
  return element(
    "article",
    { class: "story" },
    element("h1", { tabindex: "-1", ...attributes }, article.title),
    element("div", { class: "aside" }, facts(article), updated(article)),
    article.summary === null ? null : element("p", { class: "standfirst", ...attributes }, article.summary),
    tagList(article.tags),
    originalLink(article.url),
  );
}

function updated({ publishedAt, updatedAt }: Article): Child {
  if (updatedAt === null || updatedAt.getTime() === publishedAt?.getTime()) return null;
  return element("p", { class: "updated" }, "Updated ", day(updatedAt));
}

function tagList(tags: readonly string[]): Child {
  if (tags.length === 0) return null;
  const links = tags.map((tag) => placeLink({ view: "search", query: tag, mode: "hybrid" }, tag));
  return element(
    "ul",
    { class: "tags", role: "list", "aria-label": "Tags" },
    ...links.map((link) => element("li", {}, link)),
  );
}

/** Only the web's own addresses become links: a URL from an archive could be anything. */
function originalLink(url: string | null): Child {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  return element(
    "p",
    { class: "original" },
    element("a", { href: url, rel: "noopener" }, "Read the original"),
  );
}

function relatedSection(body: HTMLElement): HTMLElement {
  const heading = element("h2", { id: "related" }, "Related coverage");
  return element("section", { class: "related", "aria-labelledby": "related" }, heading, body);
}

function fillRelated(body: HTMLElement, scene: Scene, article: Article, hits: readonly Hit[]): void {
  body.removeAttribute("aria-busy");
  if (hits.length === 0) {
    body.replaceChildren(element("p", { class: "notice" }, "Nothing else in the archive is related."));
    return;
  }
  const { earlier, sameTime, later, undated } = byTime(article, hits);
  const here = earlier.length + sameTime.length + later.length === 0 ? null : thisArticle(article);
  const group = (name: string | null, some: readonly Hit[]) => groupNodes(name, some, scene.signal);
  body.replaceChildren(
    ...[
      ...group("Earlier", earlier),
      here,
      ...group("The same day", sameTime),
      ...group("Later", later),
      // Around an article without a date there is no earlier or later: one list, in the order of nearness.
      ...group(article.publishedAt === null ? null : "Without a date", undated),
    ].filter((node) => node !== null),
  );
}

/** The hits in order of time, around the article's own; hits are undated as well if the article is. */
function byTime(article: Article, hits: readonly Hit[]) {
  const own = article.publishedAt?.getTime() ?? Number.NaN;
  const time = (hit: Hit) => hit.publishedAt?.getTime() ?? Number.NaN;
  const dated = hits.filter((hit) => !Number.isNaN(time(hit) - own)).sort((a, b) => time(a) - time(b));
  return {
    earlier: dated.filter((hit) => time(hit) < own),
    // Dates without a time of day: which of the two came first is not known.
    sameTime: dated.filter((hit) => time(hit) === own),
    later: dated.filter((hit) => time(hit) > own),
    undated: hits.filter((hit) => !dated.includes(hit)),
  };
}

/** A heading, where the group has a name, and its hits. */
function groupNodes(name: string | null, hits: readonly Hit[], signal: AbortSignal): Child[] {
  if (hits.length === 0) return [];
  const items = hits.map((hit) => {
    const attributes = textAttributes(hit.lang);
    return element(
      "li",
      {},
      element("p", { class: "facts" }, dateOf(hit)),
      element(
        "p",
        { class: "headline", ...attributes },
        placeLink({ view: "article", id: hit.id }, hit.title),
      ),
      hit.summary === null ? null : element("p", { class: "excerpt", ...attributes }, hit.summary),
      alsoLine(hit.duplicates, signal),
    );
  });
  const list = element("ol", { class: "timeline", role: "list" }, ...items);
  return name === null ? [list] : [element("h3", {}, name), list];
}

/** Where the article itself stands between the earlier and the later. */
function thisArticle(article: Article): HTMLDivElement {
  return element(
    "div",
    { class: "timeline here" },
    element("p", { class: "facts" }, dateOf(article)),
    element("p", { class: "headline" }, "This article"),
  );
}
