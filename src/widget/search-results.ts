// What a search found, as the search box shows it: a list of ordinary links, or what is to be said in its place, and the
// facets to filter by.

import { type Article, type Json, json, text } from "./answers.ts";
import { marked } from "./completions.ts";
import { type Child, h } from "./dom.ts";
import { addressOf } from "./related-list.ts";
import type { SearchWish } from "./search-question.ts";

/** Names of one facet that are offered; those that are ticked always are. */
const NAMES_MOST = 8;
/** As large as the function takes an offset. */
const OFFSET_MAX = 1000;

export interface Showing {
  readonly wish: SearchWish;
  /** The site's pattern of addresses, with `{id}`. */
  readonly href: string | null;
  readonly locale: string;
  readonly say: (name: string) => string;
  readonly day: (date: string) => string;
  readonly decorate: Decorate | undefined;
}

/** Given each hit's element and the hit as the API has it: a site adds what it likes. */
export type Decorate = (item: HTMLElement, hit: Json) => void;

export interface Result {
  /** null where nothing was asked, or nothing has come yet. */
  readonly hits: readonly Article[] | null;
  readonly total: number;
  readonly hasFailed: boolean;
}

export interface ResultActions {
  readonly more: (offset: number) => void;
  readonly retry: () => void;
  readonly nearest: () => void;
  /** Something of the hit was clicked; positions are from 1 on. */
  readonly followed: (click: Event, hit: Article, position: number) => void;
}

/** The result in a few words. */
export function resultText({ hits, total, hasFailed }: Result, { wish, locale, say }: Showing): string {
  const { query } = wish;
  if (hasFailed) return say("error");
  // Filters alone have no words to name: they just have 0 results.
  if (query && !hits?.length) return say("empty").replace("{query}", () => query);
  const form = new Intl.PluralRules(locale).select(total) === "one" ? "one" : "other";
  return say(`count.${form}`).replace("{n}", total.toLocaleString(locale));
}

export function renderResults(
  result: Result,
  showing: Showing,
  { more, retry, nearest, followed }: ResultActions,
): Child[] {
  const { hits, total, hasFailed } = result;
  const { wish, say } = showing;
  const failure = hasFailed && notice("error", say("error"), button(say("retry"), retry));
  if (!hits) return [failure];
  const { length } = hits;
  if (!length) {
    const { query, isNearest } = wish;
    return [
      notice("empty", resultText(result, showing), query && !isNearest && button(say("nearest"), nearest)),
    ];
  }
  const items = hits.map((hit, index) => {
    const item = hitItem(hit, showing);
    item.onclick = (click) => followed(click, hit, index + 1);
    return item;
  });
  const hasMore = length < total && length <= OFFSET_MAX && !hasFailed;
  return [
    h("p", { part: "count" }, resultText({ ...result, hasFailed: false }, showing)),
    h("ol", { part: "hits", role: "list" }, ...items),
    failure,
    hasMore && button(say("more"), () => more(length)),
  ];
}

function hitItem(hit: Article, { href, say, day, decorate }: Showing): HTMLElement {
  const own = { lang: hit.lang || null };
  const address = addressOf(hit, href);
  const excerpt = json(hit.hit.excerpt);
  const item = h(
    "li",
    { part: "hit", dir: "auto" },
    h(address ? "a" : "span", { part: "title", href: address, ...own }, hit.title),
    h(
      "p",
      { part: "facts" },
      hit.section && h("span", { part: "section", ...own }, hit.section),
      " ",
      hit.date && h("time", { part: "date", datetime: hit.date }, day(hit.date)),
      " ",
      hit.members && h("span", { part: "members" }, say("members")),
    ),
    h("p", { part: "excerpt", ...own }, ...marked(text(excerpt.text) || hit.summary, excerpt.highlights)),
  );
  decorate?.(item, hit.hit);
  return item;
}

function notice(part: string, title: string, ...more: readonly Child[]): HTMLElement {
  return h("div", { part }, h("p", { part: "notice" }, title), ...more);
}

function button(text: string, act: () => void): HTMLElement {
  const node = h("button", { type: "button", part: "button action" }, text);
  node.onclick = act;
  return node;
}

/** A fieldset of checkboxes for each facet that has something to choose between. */
export function renderFacets(
  facets: readonly string[],
  counts: Json,
  { wish, locale, say }: Showing,
): Child[] {
  return facets.map((facet) => {
    // A response counts facets in the plural; fields of the site's own keep their name.
    const own = json(counts[facet] ?? counts[`${facet}s`]);
    const count = (name: string) => Number(own[name] ?? 0);
    const ticked = wish.filters[facet] ?? [];
    const order = (a: string, b: string) => (facet === "year" ? Number(b) - Number(a) : count(b) - count(a));
    const offered = Object.keys(own).sort(order).slice(0, NAMES_MOST);
    const names = [...new Set([...offered, ...ticked])];
    const boxes = names.map((name) => {
      const box = h("input", { type: "checkbox", name: facet, value: name });
      box.checked = ticked.includes(name);
      const title = h("span", { dir: "auto" }, nameOf(facet, name, locale));
      return h("label", { part: "filter" }, box, title, h("small", {}, count(name).toLocaleString(locale)));
    });
    const isChoice = names.length > 1 || ticked.length > 0;
    return isChoice && h("fieldset", { part: "facet" }, h("legend", {}, say(facet)), ...boxes);
  });
}

function nameOf(facet: string, name: string, locale: string): string {
  if (facet !== "lang") return name;
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(name) ?? name;
  } catch {
    // Whatever an archive calls a language.
    return name;
  }
}
