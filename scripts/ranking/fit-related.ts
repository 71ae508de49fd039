// The curve that makes a probability of the similarity of two articles, fitted to one archive without any judgement.
// Most pairs of articles have nothing to do with each other, so the lower half of all pairs' similarities shows how
// chance is spread (the empirical null of Efron 2004, who reads it off the bulk); related pairs lie far above it. How
// far is the same in spread units for every archive and model that was measured (docs/relevance.md).

import { dot, hasDirection } from "../../src/search/article-vector.ts";
import type { RankingParameters } from "../../src/snapshot/ranking.ts";

export type RelatedParameters = RankingParameters["related"];

export interface RelatedFit {
  readonly parameters: RelatedParameters;
  /** What the curve was made of: median of the pairs' similarities, and their spread below it, as a deviation. */
  readonly unrelated: { readonly pairs: number; readonly median: number; readonly spread: number };
}

/** So many spreads above the median a pair is as likely related as not … */
const EVEN_AT = 6;
/** … and each spread more multiplies the odds by e to this power. Both are of four archives with two models each. */
const LOG_ODDS_PER_SPREAD = 1.3;
/** A probability like any other. */
const THRESHOLD = 0.5;

/** What archives have that are large enough to tell; counts as this many pairs, so that a few articles decide little. */
const USUAL = { median: -0.03, spread: 0.095, pairs: 300 };
/** Least spread: copies of one text have none, and no curve may be steeper than a step. */
const SPREAD_LEAST = 0.02;
/** All pairs up to this many, a fixed sample of them beyond. */
const PAIRS_MOST = 200_000;
/** Share of a normal distribution below one deviation under its mean. */
const ONE_DEVIATION_BELOW = 0.1587;

/**
 * `own` and `leaning` are of one articleVectors(): a subject's own vector is compared with the leaning ones, as the
 * function does. The same archive always gives the same parameters.
 */
export function fitRelated(own: readonly Float32Array[], leaning: readonly Float32Array[]): RelatedFit {
  if (own.length !== leaning.length) {
    throw new RangeError(`fitRelated: ${own.length} own vectors and ${leaning.length} leaning ones`);
  }
  const found = similarities(own, leaning).sort();
  const weight = found.length / (found.length + USUAL.pairs);
  const median = mix(weight, quantile(found, 0.5), USUAL.median);
  const below = quantile(found, 0.5) - quantile(found, ONE_DEVIATION_BELOW);
  const spread = Math.max(SPREAD_LEAST, mix(weight, below, USUAL.spread));
  const slope = LOG_ODDS_PER_SPREAD / spread;
  const intercept = -slope * (median + EVEN_AT * spread);
  return {
    parameters: { intercept: rounded(intercept), slope: rounded(slope), threshold: THRESHOLD },
    unrelated: { pairs: found.length, median, spread },
  };
}

/** Of ordered pairs of articles that have a direction. */
function similarities(own: readonly Float32Array[], leaning: readonly Float32Array[]): Float32Array {
  const articles = [...own.keys()].filter((article) => hasDirection(own[article] ?? new Float32Array()));
  const n = articles.length;
  const all = n * (n - 1);
  const count = Math.min(all, PAIRS_MOST);
  // Steps of equal length through all pairs, row by row.
  return Float32Array.from({ length: count }, (_, step) => {
    const pair = Math.floor((step / count) * all);
    const row = Math.floor(pair / (n - 1));
    const column = pair % (n - 1);
    const a = own[articles[row] ?? 0] as Float32Array;
    const b = leaning[articles[column < row ? column : column + 1] ?? 0] as Float32Array;
    return dot(a, b);
  });
}

function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

function mix(weight: number, a: number, b: number): number {
  return weight * a + (1 - weight) * b;
}

/** Six digits tell archives apart and hide how a processor rounds. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
