// Scores as probabilities. How likely the first hit answers the query is read off two things that do not depend on the
// rest of the list: how near the nearest article is, and how well the words of one match. The hits after it
// fall off with their distance in the ranking, in the same units. The build fits the curve to the archive.

import type { AnswerCurve } from "../snapshot/ranking.ts";

/** What speaks for an answer; it does not depend on how long the list is. */
export interface Evidence {
  /** Cosine of the nearest candidate; in keyword mode the same as `match`. */
  readonly nearness: number;
  /** Best BM25 among the candidates, as a share 0..1 of what it could be; 0 in semantic mode. */
  readonly match: number;
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
