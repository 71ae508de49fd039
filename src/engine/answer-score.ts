// Scores as probabilities. How likely the first hit answers the query is computed from two features that do not depend on
// the rest of the list: how near the nearest article is, and how well the words of one match. The hits after it
// lose odds with their distance in the ranking. The build fits the curve to the archive.

import type { AnswerCurve } from "../index/ranking.ts";

/** What the odds of an answer are computed from; independent of how long the list is. */
export interface AnswerFeatures {
  /** Cosine of the nearest candidate; in keyword mode the same as `topBm25Share`. */
  readonly topCosine: number;
  /** Best BM25 among the candidates, as a share 0..1 of its upper bound; 0 in semantic mode. */
  readonly topBm25Share: number;
}

/**
 * How much faster the odds fall along the list than with the features of its first hit: what is as far below a sure
 * answer as a doubtful query below a clear one is still about something else. From six archives with judged lists.
 */
const DISTANCE_SLOPE = 2;

/** Log-odds that a hit has less than the first one; `distance` (0 or more) is how far behind it is ranked. */
export function distancePenalty(curve: AnswerCurve, distance: number): number {
  return DISTANCE_SLOPE * curve.slope * distance;
}

/** The distance at which the penalty is `penalty`: the inverse of `distancePenalty`. */
export function distanceWithPenalty(curve: AnswerCurve, penalty: number): number {
  return penalty / (DISTANCE_SLOPE * curve.slope);
}

/** Log-odds of the first hit. */
export function topLogit(curve: AnswerCurve, { topCosine, topBm25Share }: AnswerFeatures): number {
  return curve.intercept + curve.slope * topCosine + curve.words * topBm25Share;
}

/** From here on a probability is rounded to 1. */
const CERTAIN_LOGIT = 36;

/** No logit below it reaches `probability` (0..1): it spares most articles of an archive the exponential. */
export function minLogit(probability: number): number {
  return Math.min(CERTAIN_LOGIT, Math.log(probability / (1 - probability))) - 1e-6;
}

export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
