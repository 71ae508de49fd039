// Measures of a ranked list against graded judgements, with linear gain as in trec_eval.

/** Grade by article id; other articles are not relevant. */
export type Grades = Readonly<Record<string, number>>;

/** nDCG at `depth` of ranked ids, 0..1; a RangeError if nothing is relevant, because no list could be good. */
export function ndcg(ranked: readonly string[], grades: Grades, depth: number): number {
  const ideal = Object.values(grades)
    .filter((grade) => grade > 0)
    .sort((a, b) => b - a);
  if (ideal.length === 0) throw new RangeError("ndcg: no relevant article is judged");
  const gains = ranked.slice(0, depth).map((id) => Math.max(0, grades[id] ?? 0));
  return discountedGain(gains) / discountedGain(ideal.slice(0, depth));
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
}

/** 1 / rank of the first relevant id, 0 if there is none. */
export function reciprocalRank(ranked: readonly string[], grades: Grades): number {
  const rank = ranked.findIndex((id) => (grades[id] ?? 0) > 0);
  return rank < 0 ? 0 : 1 / (rank + 1);
}

/** Share of all relevant articles that are among the first `depth`; a RangeError if nothing is relevant. */
export function recall(ranked: readonly string[], grades: Grades, depth: number): number {
  const relevant = Object.values(grades).filter((grade) => grade > 0).length;
  if (relevant === 0) throw new RangeError("recall: no relevant article is judged");
  return ranked.slice(0, depth).filter((id) => (grades[id] ?? 0) > 0).length / relevant;
}

/** Share of `wanted` among the first `depth`, relative to the best possible: 1 if all that fit are there. */
export function cappedPrecision(
  ranked: readonly string[],
  wanted: ReadonlySet<string>,
  depth: number,
): number {
  const possible = Math.min(depth, wanted.size);
  if (possible === 0) throw new RangeError("cappedPrecision: nothing is wanted");
  return ranked.slice(0, depth).filter((id) => wanted.has(id)).length / possible;
}
