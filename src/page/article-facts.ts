// The line of facts about an article: section, date, desk, and whether it is for members.

import { type Child, element } from "./elements.ts";
import type { Article } from "./read-article.ts";

const dayFormat = new Intl.DateTimeFormat(document.documentElement.lang, {
  dateStyle: "long",
  // The site's, not the reader's: an article that is dated by day must keep its day.
  timeZone: document.documentElement.dataset.timeZone,
});

/** `<time>` with the date in words; null for an undated article. */
export function dateOf(article: Article): HTMLTimeElement | null {
  return article.publishedAt === null ? null : day(article.publishedAt);
}

export function day(time: Date): HTMLTimeElement {
  return element("time", { datetime: time.toISOString() }, dayFormat.format(time));
}

/** Section, date and desk, if the article has them, and a badge if it is for members only. */
export function facts(article: Article): HTMLParagraphElement {
  const section = article.sections.length === 0 ? null : span("section", article.sections.join(", "));
  const desk = article.authors.length === 0 ? null : span("desk", article.authors.join(", "));
  return element("p", { class: "facts" }, ...separated([section, dateOf(article), desk, badge(article)]));
}

function badge(article: Article): Child {
  return article.access === "members" ? span("badge", "Members") : null;
}

function span(name: string, text: string): HTMLSpanElement {
  return element("span", { class: name }, text);
}

/** White space between the facts keeps words apart in text that is copied or spoken. */
function separated(parts: readonly Child[]): Child[] {
  return parts.filter((part) => part !== null).flatMap((part, index) => (index === 0 ? [part] : [" ", part]));
}
