// Fuses an article's cosine and its BM25 into one number. The cosine keeps its scale; BM25, which grows with the query's
// words and their rarity, is scaled to it by the standard deviations that both have for this query. So a rare name that
// few articles have weighs much by itself, and words that every article has weigh little.

import type { Fusion } from "../index/ranking.ts";
import type { ScoreStats } from "../vector/score-stats.ts";

/**
 * The cosines of articles' best passages deviate a little more than those of all passages, over which the deviation is
 * taken. With this factor no public set loses anything by it (docs/relevance.md).
 */
export const BEST_PASSAGE_FACTOR = 1.05;

/** Anything smaller is a rounding error. */
const MIN_DEVIATION = 1e-9;

/** Standard scores are `(x - mean) × inverseDeviation`; 0 if nothing deviates. */
export function inverseDeviation({ deviation }: ScoreStats): number {
  return deviation > MIN_DEVIATION ? 1 / deviation : 0;
}

/** Share of meaning in a ranking, 0..1, as the response states it: 1 / (1 + keywordWeight). */
export function semanticRatioOf({ keywordWeight }: Fusion): number {
  return 1 / (1 + keywordWeight);
}

/**
 * What one point of BM25 adds to a cosine: `keywordWeight` deviations of the cosine for one of BM25. 0 where BM25 does
 * not deviate. A `ratio` of 0 is keyword mode and never comes here.
 */
export function keywordGain(
  fusion: Fusion,
  ratio: number | null,
  cosines: ScoreStats,
  words: ScoreStats,
): number {
  const weight = ratio === null ? fusion.keywordWeight : (1 - ratio) / ratio;
  return weight * BEST_PASSAGE_FACTOR * cosines.deviation * inverseDeviation(words);
}
