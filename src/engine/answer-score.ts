// Turns scores into probabilities. Two features decide how likely the first hit is to answer the query, neither of
// which depends on the rest of the list: the cosine of the nearest article and the best keyword match. Each later hit
// loses odds in proportion to how far behind the first it ranks. The build fits the curve to the archive.

import type { AnswerCurve } from "../index/ranking.ts";

/** The odds of an answer are computed from these; they do not depend on the length of the list. */
export interface AnswerFeatures {
  /** Cosine of the nearest candidate; in keyword mode the same as `topBm25Share`. */
  readonly topCosine: number;
  /** Best BM25 among the candidates, as a share 0..1 of its upper bound; 0 in semantic mode. */
  readonly topBm25Share: number;
}

/**
 * How much faster the odds fall down the list than with the features of its first hit: an article as far below a sure
 * answer as a doubtful query is below a clear one is still about something else. From six archives with judged lists.
 */
const DISTANCE_SLOPE = 2;

/** How much lower a hit's log-odds are than those of the first; `distance` (0 or more) is how far behind it ranks. */
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

/** From here up, a probability rounds to 1. */
const CERTAIN_LOGIT = 36;

/** No logit below this reaches `probability` (0..1), so most articles never need the exponential. */
export function minLogit(probability: number): number {
  return Math.min(CERTAIN_LOGIT, Math.log(probability / (1 - probability))) - 1e-6;
}

export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
