// Renders the results of a search: a list of ordinary links or a notice in its place, and the facets to filter by.

import type { HighlightedText } from "../api-types.ts";
import { type Article, type Json, json, text, type Unchecked } from "./answers.ts";
import { marked } from "./completions.ts";
import { type Child, h } from "./dom.ts";
import { addressOf } from "./related-list.ts";
import type { SearchState } from "./search-state.ts";

/** Values shown for each facet; ticked ones are always shown. */
const NAMES_MOST = 8;
/** The API's highest offset. */
const OFFSET_MAX = 1000;

export interface RenderOptions {
  readonly searchState: SearchState;
  /** The site's address pattern, with `{id}`. */
  readonly href: string | null;
  readonly locale: string;
  readonly translateText: (name: string) => string;
  readonly day: (date: string) => string;
  readonly renderHit: RenderHit | undefined;
}

/** Gets each hit's element and the hit from the API, so that a site can add to it. */
export type RenderHit = (item: HTMLElement, hit: Json) => void;

export interface Result {
  /** null before the first response. */
  readonly hits: readonly Article[] | null;
  readonly total: number;
  readonly hasFailed: boolean;
}

export interface ResultActions {
  readonly more: (offset: number) => void;
  readonly retry: () => void;
  readonly nearest: () => void;
  /** Something in the hit was clicked. Positions start at 1. */
  readonly followed: (click: Event, hit: Article, position: number) => void;
}

/** The result in a few words. */
export function resultText(
  { hits, total, hasFailed }: Result,
  { searchState, locale, translateText }: RenderOptions,
): string {
  const { query } = searchState;
  if (hasFailed) return translateText("error");
  // Filters alone have no query to name: they have 0 results.
  if (query && !hits?.length) return translateText("empty").replace("{query}", () => query);
  const form = new Intl.PluralRules(locale).select(total) === "one" ? "one" : "other";
  return translateText(`count.${form}`).replace("{n}", total.toLocaleString(locale));
}

export function renderResults(
  result: Result,
  showing: RenderOptions,
  { more, retry, nearest, followed }: ResultActions,
): Child[] {
  const { hits, total, hasFailed } = result;
  const { searchState, translateText } = showing;
  const failure = hasFailed && notice("error", translateText("error"), button(translateText("retry"), retry));
  if (!hits) return [failure];
  const { length } = hits;
  if (!length) {
    const { query, isNearest } = searchState;
    return [
      notice(
        "empty",
        resultText(result, showing),
        query && !isNearest && button(translateText("nearest"), nearest),
      ),
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
    hasMore && button(translateText("more"), () => more(length)),
  ];
}

function hitItem(hit: Article, { href, translateText, day, renderHit }: RenderOptions): HTMLElement {
  const own = { lang: hit.lang || null };
  const address = addressOf(hit, href);
  const excerpt: Unchecked<HighlightedText> = json(hit.hit.excerpt);
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
      hit.members && h("span", { part: "members" }, translateText("members")),
    ),
    h("p", { part: "excerpt", ...own }, ...marked(text(excerpt.text) || hit.summary, excerpt.highlights)),
  );
  renderHit?.(item, hit.hit);
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

/** A fieldset of checkboxes for each facet with something to choose from. */
export function renderFacets(
  facets: readonly string[],
  counts: Json,
  { searchState, locale, translateText }: RenderOptions,
): Child[] {
  return facets.map((facet) => {
    // A response names facets in the plural; custom fields keep their name.
    const own = json(counts[facet] ?? counts[`${facet}s`]);
    const count = (name: string) => Number(own[name] ?? 0);
    const ticked = searchState.filters[facet] ?? [];
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
    return isChoice && h("fieldset", { part: "facet" }, h("legend", {}, translateText(facet)), ...boxes);
  });
}

function nameOf(facet: string, name: string, locale: string): string {
  if (facet !== "lang") return name;
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(name) ?? name;
  } catch {
    // The archive uses something that is not a language tag.
    return name;
  }
}
