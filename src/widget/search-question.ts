// What a reader asks of the archive: words, and names to filter by. As parameters of the API, and as those of the page's
// address.

import { type FunctionClient, type Question, reading, type Values } from "./function-client.ts";

export interface SearchWish {
  readonly query: string;
  /** By facet: the names that are ticked. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** What is nearest, whether or not it is relevant. */
  readonly isNearest: boolean;
}

export const NO_WISH: SearchWish = { query: "", filters: {}, isNearest: false };

/** Nothing to ask for. */
export function isEmptyWish({ query, filters }: SearchWish): boolean {
  return !query && !Object.values(filters).flat().length;
}

/** `options` are parameters beside the wish; what is searched for privately is in no address. */
export function searching(
  client: FunctionClient,
  wish: SearchWish,
  options: Values,
  isPrivate: boolean,
): Question {
  const { query, filters, isNearest } = wish;
  const values: Values = { q: query, ...filters, ...options, threshold: isNearest ? 0 : null };
  if (!isPrivate) return reading(client, "v1/search", values);
  const [url] = reading(client, "v1/search", {});
  return [
    url,
    { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(values) },
  ];
}

/** The wish of the page's address: `q`, and facets by their names. */
export function wishOfAddress(facets: readonly string[]): SearchWish {
  const { searchParams } = new URL(location.href);
  const named = facets.map((name) => [name, searchParams.getAll(name)] as const);
  const filters = Object.fromEntries(named.filter(([, names]) => names.length > 0));
  return { query: searchParams.get("q")?.trim() ?? "", filters, isNearest: false };
}

/** Makes it the page's address: a step of the history where a search begins or ends, else in place of the former. */
export function showInAddress({ query, filters }: SearchWish, facets: readonly string[]): void {
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
