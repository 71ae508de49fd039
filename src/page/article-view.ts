// One article, and the timeline of its storyline: earlier and later articles.

import { askArticle } from "./api.ts";
import { day, facts } from "./article-facts.ts";
import { type Child, element, placeLink, textAttributes } from "./elements.ts";
import { askWithKey } from "./key.ts";
import { Memory } from "./memory.ts";
import type { Article } from "./read-article.ts";
import { type Arrival, failure, type Stage } from "./stage.ts";

interface Shown {
  readonly title: string;
  readonly nodes: readonly Node[];
}

const memory = new Memory<Shown>();

export async function showArticle(stage: Stage, id: string, arrival: Arrival): Promise<void> {
  const scene = stage.begin("article", arrival);
  const known = arrival === "returned" ? memory.recall(id) : null;
  if (known !== null) return stage.present(scene, known.title, known.nodes);
  const answer = await askArticle(id, scene.signal);
  if (answer.kind === "aborted") return;
  if (answer.kind === "failed") {
    return stage.fail(scene, answer, () => void showArticle(stage, id, "followed"));
  }
  const article = answer.value;
  const shown = { title: article.title, nodes: [articleNode(article), storyline(article)] };
  memory.keep(id, shown);
  stage.present(scene, shown.title, shown.nodes);
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
  const links = tags.map((tag) => placeLink({ view: "search", query: tag }, tag));
  return element(
    "ul",
    { class: "tags", role: "list", "aria-label": "Tags" },
    ...links.map((link) => element("li", {}, link)),
  );
}

/** Only http(s) addresses become links: a URL from an archive could be anything. */
function originalLink(url: string | null): Child {
  if (url === null || !/^https?:\/\//i.test(url)) return null;
  return element(
    "p",
    { class: "original" },
    element("a", { href: url, rel: "noopener" }, "Read the original"),
  );
}

/** The same related list that every site can embed. An undated article has no earlier or later. */
function storyline({ id, publishedAt }: Article): HTMLElement {
  const layout = publishedAt === null ? "list" : "timeline";
  const related = element("backstory-related", {
    ...{ "article-id": id, layout, limit: "6", heading: "Related coverage", href: "?article={id}" },
  });
  related.fetch = askWithKey;
  const section = element("section", { class: "related", "aria-label": "Related coverage" }, related);
  const say = (...nodes: Node[]) => {
    section.querySelector(".notice")?.remove();
    section.append(...nodes);
  };
  related.addEventListener("loadstart", () => say());
  related.addEventListener("load", () => {
    const text = "Nothing else in the archive is related.";
    // It hides itself where it has nothing to show.
    if (related.hidden) say(element("p", { class: "notice" }, text));
  });
  related.addEventListener("error", (event) => {
    const { message } = (event as Event as CustomEvent<{ message: string }>).detail;
    say(failure({ kind: "failed", message, retry: true }, () => related.refresh()));
  });
  return section;
}
