// Scores as probabilities. How likely the first hit answers the query is read off two things that do not depend on the
// rest of the list: how near the nearest article is, and how well the words of one match. The hits after it
// fall off with their distance in the ranking. The build fits the curve to the archive.

import type { AnswerCurve } from "../index/ranking.ts";

/** What speaks for an answer; it does not depend on how long the list is. */
export interface Evidence {
  /** Cosine of the nearest candidate; in keyword mode the same as `match`. */
  readonly nearness: number;
  /** Best BM25 among the candidates, as a share 0..1 of what it could be; 0 in semantic mode. */
  readonly match: number;
}

/**
 * How much faster the odds fall along the list than with the evidence for its first hit: what lies as far below a sure
 * answer as a doubtful query below a clear one is still about something else. Of six archives with judged lists.
 */
const FALL_OFF = 2;

/** What a hit's log-odds lie below the first one's; `distance` is how far its place in the ranking is, 0 or more. */
export function fallOff(curve: AnswerCurve, distance: number): number {
  return FALL_OFF * curve.slope * distance;
}

/** The distance at which the odds have fallen by `below`: the inverse of `fallOff`. */
export function reach(curve: AnswerCurve, below: number): number {
  return below / (FALL_OFF * curve.slope);
}

/** Log-odds of the first hit. */
export function firstLogit(curve: AnswerCurve, { nearness, match }: Evidence): number {
  return curve.intercept + curve.slope * nearness + curve.words * match;
}

/** Where rounding makes 1 of a probability. */
const CERTAIN_LOGIT = 36;

/** No logit below it reaches `probability` (0..1): it spares most articles of an archive the exponential. */
export function leastLogit(probability: number): number {
  return Math.min(CERTAIN_LOGIT, Math.log(probability / (1 - probability))) - 1e-6;
}

export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
