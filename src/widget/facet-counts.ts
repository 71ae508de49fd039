// How many hits each name of a facet has. An answer counts what its filters let through; for a facet that is filtered by,
// the names beside the ticked ones are counted by a question of its own, without that filter.

import { type Json, json } from "./answers.ts";
import { isEmptyWish, type SearchWish } from "./search-question.ts";

/** The counts of those facets that the wish filters by, by facet and name; what can't be had is left out. */
export async function withAllNames(
  wish: SearchWish,
  ask: (wish: SearchWish, facet: string) => Promise<{ readonly answer: Json } | null>,
): Promise<Json> {
  const ticked = Object.keys(wish.filters).filter((facet) => wish.filters[facet]?.length);
  const counts = ticked.map(async (facet) => {
    const others = { ...wish, filters: { ...wish.filters, [facet]: [] } };
    const reply = isEmptyWish(others) ? null : await ask(others, facet);
    return json(reply?.answer.facets);
  });
  return Object.assign({}, ...(await Promise.all(counts)));
}
