// Fits the curve that turns the similarity of two articles into a probability to one archive, without judgements. Most
// pairs of articles are unrelated, so the lower half of all similarities shows the distribution of chance (the
// empirical null of Efron 2004, who reads it off the bulk); related pairs are far above it, and their number says how
// likely a pair is to be related at all. How far above is the same, in spreads, for every archive and model that was
// measured (docs/relevance.md). An archive in which most pairs are related has no such bulk.

import type { RankingParameters } from "../../../src/index/ranking.ts";
import { dot, hasDirection } from "../../../src/vector/article-vector.ts";
import { seededRandom } from "../../statistics/seeded-random.ts";

export type RelatedParameters = RankingParameters["related"];

export interface RelatedFit {
  readonly parameters: RelatedParameters;
  /** What the curve was fitted to. */
  readonly pairs: {
    readonly count: number;
    /** Median of their similarities, and the deviation below it. */
    readonly median: number;
    readonly spread: number;
    /** Share of them that are further above the median than chance gets. */
    readonly beyond: number;
  };
}

/** Spreads above the median at which a pair is as likely related as not, in an archive with the usual share beyond … */
const EVEN_AT = 6;
/** … but no higher than this similarity: copies of a text are related in any archive, even if it has only one story. */
const EVEN_MAX = 0.85;
/** Each further spread multiplies the odds by e to this power. Like EVEN_AT, from three archives and two models. */
const LOG_ODDS_PER_SPREAD = 1.3;
/** Spreads above the median that chance hardly reaches. */
const BEYOND_AT = 4;
/** On the probability that the curve gives. */
const THRESHOLD = 0.5;

/** Typical of large archives; it has the weight of `count` pairs, so that a few articles decide little. */
const USUAL = { median: -0.03, spread: 0.095, beyond: 0.03, count: 300 };
/** Smallest spread: copies of one text have none, and a curve must not be a step. */
const SPREAD_MIN = 0.02;
/** All pairs up to this many, a seeded sample of them if there are more. */
const PAIRS_MAX = 200_000;
const SEED = 1;
/** Share of a normal distribution that is more than one deviation below its mean. */
const ONE_DEVIATION_BELOW = 0.1587;

/**
 * `raw` and `augmented` come from one call of articleVectors(): as in the function, a subject's raw vector is compared
 * with the augmented ones. The same archive always gives the same parameters.
 */
export function fitRelated(raw: readonly Float32Array[], augmented: readonly Float32Array[]): RelatedFit {
  if (raw.length !== augmented.length) {
    throw new RangeError(`fitRelated: ${raw.length} raw vectors and ${augmented.length} augmented ones`);
  }
  const similaritiesOfPairs = similarities(raw, augmented).sort();
  const count = similaritiesOfPairs.length;
  const weight = count / (count + USUAL.count);
  const middle = quantile(similaritiesOfPairs, 0.5);
  const median = mix(weight, middle, USUAL.median);
  const below = mix(weight, middle - quantile(similaritiesOfPairs, ONE_DEVIATION_BELOW), USUAL.spread);
  const spread = Math.max(SPREAD_MIN, below);
  const far = count - firstAbove(similaritiesOfPairs, median + BEYOND_AT * spread);
  const beyond = mix(weight, far / Math.max(1, count), USUAL.beyond);

  const slope = LOG_ODDS_PER_SPREAD / spread;
  // Bayes' rule: if more pairs are related than usual, the odds are higher at every similarity. If fewer are, then
  // unrelated pairs of one subject are fewer by the same factor, and nothing changes.
  const moreOdds = Math.max(0, Math.log(beyond / USUAL.beyond));
  const even = Math.min(EVEN_MAX, median + EVEN_AT * spread - moreOdds / slope);
  return {
    parameters: { intercept: rounded(-slope * even), slope: rounded(slope), threshold: THRESHOLD },
    pairs: { count, median, spread, beyond },
  };
}

/** Similarities of ordered pairs of articles that have a direction. */
function similarities(raw: readonly Float32Array[], augmented: readonly Float32Array[]): Float32Array {
  const articles = [...raw.keys()].filter((article) => hasDirection(raw[article] ?? new Float32Array()));
  const n = articles.length;
  const all = n * (n - 1);
  const count = Math.min(all, PAIRS_MAX);
  // By chance, not in equal steps: those could always land on the same columns.
  const random = seededRandom(SEED);
  return Float32Array.from({ length: count }, (_, step) => {
    const pair = count === all ? step : Math.floor(random() * all);
    const row = Math.floor(pair / (n - 1));
    const column = pair % (n - 1);
    const a = raw[articles[row] ?? 0] as Float32Array;
    const b = augmented[articles[column < row ? column : column + 1] ?? 0] as Float32Array;
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

/** `a` with `weight` (0..1), `b` with the rest. */
function mix(weight: number, a: number, b: number): number {
  return weight * a + (1 - weight) * b;
}

/** Six digits are enough to tell archives apart and hide how a processor rounds. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
