// How many hits each value of a facet has. A response counts what passes its filters; for a facet that is filtered by, another
// request without that filter counts the values beside the ticked ones.

import { type Json, json } from "./answers.ts";
import { isEmptyState, type SearchState } from "./search-state.ts";

/** The counts of the facets that are filtered by, by facet and value; facets whose request fails are left out. */
export async function withAllNames(
  state: SearchState,
  ask: (state: SearchState, facet: string) => Promise<{ readonly answer: Json } | null>,
): Promise<Json> {
  const ticked = Object.keys(state.filters).filter((facet) => state.filters[facet]?.length);
  const counts = ticked.map(async (facet) => {
    const others = { ...state, filters: { ...state.filters, [facet]: [] } };
    const reply = isEmptyState(others) ? null : await ask(others, facet);
    return json(reply?.answer.facets);
  });
  return Object.assign({}, ...(await Promise.all(counts)));
}
