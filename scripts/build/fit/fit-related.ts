// The curve that makes a probability of the similarity of two articles, fitted to one archive without any judgement.
// Most pairs of articles have nothing to do with each other, so the lower half of all pairs' similarities shows how
// chance is spread (the empirical null of Efron 2004, who reads it off the bulk); related pairs lie far above it, and
// how many lie there says how likely a pair is to be related at all. How far above is the same in spreads for every
// archive and model that was measured (docs/relevance.md). An archive in which most pairs are related has no such bulk.

import type { RankingParameters } from "../../../src/index/ranking.ts";
import { dot, hasDirection } from "../../../src/vector/article-vector.ts";

export type RelatedParameters = RankingParameters["related"];

export interface RelatedFit {
  readonly parameters: RelatedParameters;
  /** What the curve was made of. */
  readonly pairs: {
    readonly count: number;
    /** Median of their similarities, and their deviation below it. */
    readonly median: number;
    readonly spread: number;
    /** Share of them that lie further above the median than chance gets. */
    readonly beyond: number;
  };
}

/** So many spreads above the median a pair is as likely related as not, in an archive with the usual share beyond … */
const EVEN_AT = 6;
/** … but no further than this: copies of one text are related in any archive, were it all about one story. */
const EVEN_MOST = 0.85;
/** Each spread more multiplies the odds by e to this power. It and EVEN_AT are of three archives and two models. */
const LOG_ODDS_PER_SPREAD = 1.3;
/** Spreads above the median that chance hardly gets. */
const BEYOND_AT = 4;
/** A probability like any other. */
const THRESHOLD = 0.5;

/** What archives have that are large enough to tell; counts as this many pairs, so that a few articles decide little. */
const USUAL = { median: -0.03, spread: 0.095, beyond: 0.03, count: 300 };
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
  const count = found.length;
  const weight = count / (count + USUAL.count);
  const middle = quantile(found, 0.5);
  const median = mix(weight, middle, USUAL.median);
  const below = mix(weight, middle - quantile(found, ONE_DEVIATION_BELOW), USUAL.spread);
  const spread = Math.max(SPREAD_LEAST, below);
  const far = count - firstAbove(found, median + BEYOND_AT * spread);
  const beyond = mix(weight, far / Math.max(1, count), USUAL.beyond);

  const slope = LOG_ODDS_PER_SPREAD / spread;
  // Bayes' rule: where more pairs are related than usual, the odds are higher at every similarity. Where fewer are,
  // unrelated pairs of one subject are fewer in the same measure, and nothing changes.
  const moreOdds = Math.max(0, Math.log(beyond / USUAL.beyond));
  const even = Math.min(EVEN_MOST, median + EVEN_AT * spread - moreOdds / slope);
  return {
    parameters: { intercept: rounded(-slope * even), slope: rounded(slope), threshold: THRESHOLD },
    pairs: { count, median, spread, beyond },
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

/** Index of the first value above `limit`, or the length. */
function firstAbove(sorted: Float32Array, limit: number): number {
  const index = sorted.findIndex((value) => value > limit);
  return index < 0 ? sorted.length : index;
}

/** `a` by `weight` (0..1), `b` by the rest. */
function mix(weight: number, a: number, b: number): number {
  return weight * a + (1 - weight) * b;
}

/** Six digits tell archives apart and hide how a processor rounds. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
