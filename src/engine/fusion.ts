// Fuses an article's cosine and its BM25 into one number. The cosine keeps its scale. BM25, which grows with the number
// and rarity of the query's words, is scaled to match, by the standard deviations of both for this query. So a rare
// name counts for a lot without further tuning, and words that every article has count for little.

import type { Fusion } from "../index/ranking.ts";
import type { ScoreStats } from "../vector/score-stats.ts";

/** Anything smaller is a rounding error. */
const MIN_DEVIATION = 1e-9;

/** Standard scores are `(x - mean) × inverseDeviation`; 0 if nothing deviates. */
export function inverseDeviation({ deviation }: ScoreStats): number {
  return deviation > MIN_DEVIATION ? 1 / deviation : 0;
}

/** How much meaning counts in a ranking, 0..1, as the response states it: 1 / (1 + keywordWeight). */
export function semanticRatioOf({ keywordWeight }: Fusion): number {
  return 1 / (1 + keywordWeight);
}

/**
 * How much one point of BM25 adds to a cosine: one deviation of BM25 is worth `keywordWeight` deviations of the cosine.
 * 0 if BM25 does not deviate. A `ratio` of 0 means keyword mode and never gets here.
 */
export function keywordGain(
  fusion: Fusion,
  ratio: number | null,
  cosines: ScoreStats,
  words: ScoreStats,
): number {
  const weight = ratio === null ? fusion.keywordWeight : (1 - ratio) / ratio;
  return weight * cosines.deviation * inverseDeviation(words);
}
