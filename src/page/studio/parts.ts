// What the three views share: links between places, facts about an article, marked text, scores and figures.

import type { HighlightedText } from "../../api-types.ts";
import { type Child, element, textAttributes } from "../elements.ts";
import type { Article } from "../read-article.ts";
import { addressOf, COMPARE, type Place } from "./places.ts";
import { percent } from "./plain-words.ts";
import type { FigureRow } from "./search-reasons.ts";

/** Marks links whose clicks the page handles itself. */
const ROUTED = "data-place";

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  // The site's, not the reader's: an article that is dated by day must keep its day.
  timeZone: document.documentElement.dataset.timeZone,
});

/** A real link; a plain click follows it without reloading the page. */
export function placeLink(place: Place, ...children: readonly Child[]): HTMLAnchorElement {
  return element("a", { href: addressOf(place), [ROUTED]: "" }, ...children);
}

/** Calls `follow` for plain clicks on links between places; the browser handles all others. */
export function onFollow(follow: (link: HTMLAnchorElement) => void): void {
  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || !plain || !(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    if (!link?.hasAttribute(ROUTED)) return;
    event.preventDefault();
    follow(link);
  });
}

export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const node = document.getElementById(id);
  if (!(node instanceof type)) throw new Error(`studio.html has no ${type.name} with the id "${id}"`);
  return node;
}

/** The headline of an article, linked to its comparison. */
export function headline(level: "h3" | "h4", article: Article): HTMLHeadingElement {
  const link = placeLink({ ...COMPARE, article: article.id }, article.title);
  return element(level, { class: "headline", ...textAttributes(article.lang) }, link);
}

/** Section, date, desk and more, as far as there is any. */
export function facts(article: Article, ...more: readonly Child[]): HTMLParagraphElement {
  const { sections, authors, publishedAt, access } = article;
  const parts: Child[] = [
    sections.length === 0 ? null : element("span", { class: "section" }, sections.join(", ")),
    publishedAt === null
      ? element("span", {}, "No date")
      : element("time", { datetime: publishedAt.toISOString() }, dayFormat.format(publishedAt)),
    authors.length === 0 ? null : element("span", {}, authors.join(", ")),
    access === "members" ? element("span", { class: "badge" }, "Members") : null,
    ...more,
  ];
  const said = parts.filter((part) => part !== null);
  // White space between the facts, so that copied and spoken text keeps its words apart.
  return element("p", { class: "facts" }, ...said.flatMap((part, at) => (at === 0 ? [part] : [" ", part])));
}

export function summaryOf({ summary, lang }: Article): Child {
  if (summary === null || summary === "") return null;
  return element("p", { class: "summary", ...textAttributes(lang) }, summary);
}

/** The text with its highlights as `<mark>` nodes. */
export function marked({ text, highlights }: HighlightedText): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const [start, end] of highlights) {
    parts.push(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** The score as a number and as a bar, with a tick at the threshold. */
export function scoreMeter(score: number, threshold: number): HTMLDivElement {
  const level = element("span", { class: "level" });
  level.style.inlineSize = `${within(score) * 100}%`;
  const tick = element("span", { class: "tick" });
  tick.style.insetInlineStart = `${within(threshold) * 100}%`;
  const name = score < threshold ? "score below" : "score";
  return element(
    "div",
    { class: name },
    element(
      "p",
      {},
      element("span", { class: "label" }, "Score "),
      element("strong", {}, percent(score)),
      threshold > 0 ? element("span", { class: "needed" }, ` threshold ${percent(threshold)}`) : null,
    ),
    element("div", { class: "meter", "aria-hidden": "true" }, level, threshold > 0 ? tick : null),
  );
}

function within(share: number): number {
  return Math.max(0, Math.min(1, share));
}

/** All figures behind a score, collapsed. `of` distinguishes it from others in a list. */
export function figureList(rows: readonly FigureRow[], of: string): HTMLDetailsElement {
  const lines = rows.map(([label, value]) =>
    element("tr", {}, element("th", { scope: "row" }, label), element("td", {}, value)),
  );
  return element(
    "details",
    { class: "figures" },
    element("summary", {}, "All figures", element("span", { class: "visually-hidden" }, ` of ${of}`)),
    element("table", {}, element("tbody", {}, ...lines)),
  );
}

export function reasonList(reasons: readonly string[]): Child {
  if (reasons.length === 0) return null;
  return element(
    "ul",
    { class: "reasons", role: "list" },
    ...reasons.map((reason) => element("li", {}, reason)),
  );
}

/** A row of radio buttons. Each choice is a value and a label. */
export function choices(
  legend: string,
  name: string,
  options: readonly (readonly [value: string, label: string])[],
): HTMLFieldSetElement {
  const labels = options.map(([value, label]) =>
    element("label", {}, element("input", { type: "radio", name, value }), element("span", {}, label)),
  );
  return element(
    "fieldset",
    { class: "choices" },
    element("legend", {}, legend),
    element("div", { class: "options" }, ...labels),
  );
}

/** Selects a radio button; an unknown value changes nothing. */
export function choose(form: HTMLFormElement, name: string, value: string): void {
  const group = form.elements.namedItem(name);
  if (group instanceof RadioNodeList) group.value = value;
}

export function chosen(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "");
}
