// What the reader searches for, a query and filters, and how it becomes an API request and part of the page's address.

import { type ApiClient, type ApiRequest, getRequest, type Values } from "./api-request.ts";

export interface SearchState {
  readonly query: string;
  /** The ticked values, by facet. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** Show the closest matches, relevant or not. */
  readonly isNearest: boolean;
}

export const EMPTY_STATE: SearchState = { query: "", filters: {}, isNearest: false };

/** Whether there is nothing to search for. */
export function isEmptyState({ query, filters }: SearchState): boolean {
  return !query && !Object.values(filters).flat().length;
}

/** `options` are further parameters. A private search is a POST, so that it is in no address. */
export function searchRequest(
  client: ApiClient,
  state: SearchState,
  options: Values,
  isPrivate: boolean,
): ApiRequest {
  const { query, filters, isNearest } = state;
  const values: Values = { q: query, ...filters, ...options, threshold: isNearest ? 0 : null };
  if (!isPrivate) return getRequest(client, "v1/search", values);
  const [url] = getRequest(client, "v1/search", {});
  return [
    url,
    { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(values) },
  ];
}

/** The search in the page's address: `q`, and facets by their names. */
export function stateFromAddress(facets: readonly string[]): SearchState {
  const { searchParams } = new URL(location.href);
  const named = facets.map((name) => [name, searchParams.getAll(name)] as const);
  const filters = Object.fromEntries(named.filter(([, names]) => names.length > 0));
  return { query: searchParams.get("q")?.trim() ?? "", filters, isNearest: false };
}

/** Puts the search into the page's address: as a new history entry where a search begins or ends, else replacing the last. */
export function writeToAddress({ query, filters }: SearchState, facets: readonly string[]): void {
  const url = new URL(location.href);
  const hadQuery = url.searchParams.has("q");
  for (const name of ["q", ...facets]) url.searchParams.delete(name);
  for (const [name, values] of Object.entries({ q: query || [], ...filters })) {
    for (const value of [values].flat()) url.searchParams.append(name, value);
  }
  if (url.href === location.href) return;
  if (hadQuery === url.searchParams.has("q")) history.replaceState(history.state, "", url);
  else history.pushState(null, "", url);
}
