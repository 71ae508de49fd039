// The places of the search page and their addresses: everything a reader may bookmark, share, open in a new tab or go back
// to is in the query string. The search box writes the search there itself.

export type Place =
  | { readonly view: "latest" }
  | { readonly view: "search"; readonly query: string }
  | { readonly view: "article"; readonly id: string };

const MODES = ["hybrid", "semantic", "keyword"];

/** The place that a query string names: an article, a search, or the newest articles. */
export function readPlace(queryString: string): Place {
  const parameters = new URLSearchParams(queryString);
  const id = parameters.get("article");
  if (id !== null && id !== "") return { view: "article", id };
  const query = parameters.get("q")?.trim() ?? "";
  const isFiltered = parameters.has("section") || parameters.has("year");
  return query === "" && !isFiltered ? { view: "latest" } : { view: "search", query };
}

/** The mode in the address; null for the default. */
export function readMode(queryString: string): string | null {
  const mode = new URLSearchParams(queryString).get("mode") ?? "";
  return MODES.includes(mode) ? mode : null;
}

/** Absolute address of a place, from the page's own path, so that it works with and without a slash at the end. */
export function addressOf(place: Place): string {
  const address = new URL(location.pathname, location.origin);
  if (place.view === "article") address.searchParams.set("article", place.id);
  if (place.view === "search") address.searchParams.set("q", place.query);
  return address.href;
}
