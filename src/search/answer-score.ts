// Scores as probabilities. How likely the first hit answers the query is read off two things that do not depend on the
// rest of the list: how near the nearest article is, and how much of the query's words the hit has. The hits after it
// fall off with their distance in the ranking, in the same units. The build fits the curve to the archive.

import type { AnswerCurve } from "../snapshot/ranking.ts";

export interface FirstHit {
  /** Nearness of the nearest candidate: a cosine, or a share of the best possible BM25. */
  readonly nearness: number;
  /** Share 0..1 of the query's words, weighed by rarity, that the first hit has. */
  readonly coverage: number;
}

/** Log-odds of the first hit. */
export function firstLogit(curve: AnswerCurve, { nearness, coverage }: FirstHit): number {
  return curve.intercept + curve.slope * nearness + curve.coverage * coverage;
}

export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

export function logitOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}
