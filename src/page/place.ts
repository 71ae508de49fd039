// The places of the search page and their addresses: everything that a reader may bookmark, share, open in a
// new tab or go back to is in the query string.

export const MODES = ["hybrid", "semantic", "keyword"] as const;
export type Mode = (typeof MODES)[number];
export const DEFAULT_MODE: Mode = "hybrid";

export type ListPlace =
  | { readonly view: "latest" }
  | {
      readonly view: "search";
      readonly query: string;
      readonly mode: Mode;
      /** The nearest articles, whether they are relevant or not. */
      readonly nearest?: true;
    };
export interface ArticlePlace {
  readonly view: "article";
  readonly id: string;
}
export type Place = ListPlace | ArticlePlace;

/** The place that a query string names; an unknown mode is the default one, no query the newest articles. */
export function readPlace(queryString: string): Place {
  const parameters = new URLSearchParams(queryString);
  const id = parameters.get("article");
  if (id !== null && id !== "") return { view: "article", id };
  const place = searchPlace(parameters.get("q") ?? "", parameters.get("mode") ?? DEFAULT_MODE);
  return place.view === "search" && parameters.get("nearest") === "1" ? { ...place, nearest: true } : place;
}

/** The place of what stands in the search box: a new question is asked for what is relevant. */
export function searchPlace(text: string, mode: string): ListPlace {
  const query = text.trim();
  if (query === "") return { view: "latest" };
  return { view: "search", query, mode: MODES.find((known) => known === mode) ?? DEFAULT_MODE };
}

/** Absolute address of a place: the page's own path, so that it holds with and without a slash at the end. */
export function addressOf(place: Place): string {
  const address = new URL(location.pathname, location.origin);
  if (place.view === "article") address.searchParams.set("article", place.id);
  if (place.view === "search") {
    address.searchParams.set("q", place.query);
    if (place.mode !== DEFAULT_MODE) address.searchParams.set("mode", place.mode);
    if (place.nearest) address.searchParams.set("nearest", "1");
  }
  return address.href;
}
