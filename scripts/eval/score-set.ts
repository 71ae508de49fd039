// nDCG@10 of one way of ranking a search set. A way is a function from a query to a score for every document, so
// keyword search, vectors and what is fused of both are measured by the same code, side by side.

import { mean } from "../statistics/mean.ts";
import { ndcg } from "./metrics.ts";
import type { SearchSet, SetQuery } from "./search-set.ts";

export const NDCG_DEPTH = 10;

/** `Float32Array[documents]`, the higher the better; -Infinity for a document that is not found. */
export type ScoreDocuments = (query: SetQuery) => Float32Array | Promise<Float32Array>;

export interface SetScore {
  /** Mean over the queries, 0..1. */
  readonly ndcg: number;
  /** Of each query, by its id. */
  readonly byQuery: ReadonlyMap<string, number>;
}

export async function scoreSet(
  set: SearchSet,
  scores: ScoreDocuments,
  advance: (queries: number) => void = () => undefined,
): Promise<SetScore> {
  const byQuery = new Map<string, number>();
  for (const query of set.queries) {
    const ranked = bestDocuments(set, await scores(query), NDCG_DEPTH);
    byQuery.set(query.id, ndcg(ranked, query.grades, NDCG_DEPTH));
    advance(1);
  }
  return { ndcg: mean([...byQuery.values()]), byQuery };
}

/** Ids of the `count` documents of highest score; of equal scores the earlier document first. */
export function bestDocuments(
  set: Pick<SearchSet, "documents">,
  scores: Float32Array,
  count: number,
): string[] {
  if (scores.length !== set.documents.length) {
    throw new RangeError(`bestDocuments: ${scores.length} scores for ${set.documents.length} documents`);
  }
  return [...scores.keys()]
    .filter((document) => scores[document] !== Number.NEGATIVE_INFINITY)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, count)
    .map((document) => set.documents[document]?.id ?? "");
}
