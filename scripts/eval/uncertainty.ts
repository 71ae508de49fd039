// How reliable a mean over queries is: percentile bootstrap intervals (Efron 1979), and a paired randomisation test of
// two systems on the same queries (Fisher 1935; for retrieval Smucker, Allan and Carterette 2007). Seeded.

import { mean } from "../statistics/mean.ts";
import { seededRandom } from "../statistics/seeded-random.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}
export interface Estimate extends Interval {
  readonly value: number;
}
/** Values of one system, one list per set: a mean over sets resamples the queries within each set. */
export type ValuesBySet = readonly (readonly number[])[];

const RESAMPLES = 2000;
const PERMUTATIONS = 10_000;
const TAIL = 0.025;
/** Sums of the same numbers in a different order may differ by this much. */
const ROUNDING = 1e-12;

/** Mean of the sets' means, with the interval that contains 95 % of the means of resampled queries. */
export function estimateMean(sets: ValuesBySet, seed: number): Estimate {
  const statistic = (lists: ValuesBySet) => mean(lists.map(mean));
  return estimate(sets, statistic, seed);
}

/**
 * Any statistic of lists that are resampled separately, with its 95 % interval. `statistic` gets lists of the lengths
 * of `lists`; a RangeError if one is empty.
 */
export function estimate<T>(
  lists: readonly (readonly T[])[],
  statistic: (lists: readonly (readonly T[])[]) => number,
  seed: number,
): Estimate {
  if (lists.length === 0 || lists.some((list) => list.length === 0)) {
    throw new RangeError("estimate: every list needs a value to resample");
  }
  const random = seededRandom(seed);
  const resample = (list: readonly T[]) =>
    Array.from(list, () => list[Math.floor(random() * list.length)] as T);
  const statistics = Float64Array.from({ length: RESAMPLES }, () => statistic(lists.map(resample))).sort();
  return { value: statistic(lists), low: quantile(statistics, TAIL), high: quantile(statistics, 1 - TAIL) };
}

/**
 * Two-sided p of the mean difference between two systems, 0..1: how often a difference at least as large occurs if for
 * every query it is random which system got which value. For several sets, of the mean of their means. A RangeError if
 * the two were not measured on the same queries.
 */
export function randomisationTest(a: ValuesBySet, b: ValuesBySet, seed: number): number {
  const differences = a.map((values, set) => {
    const others = b[set] ?? [];
    if (values.length === 0 || values.length !== others.length) {
      throw new RangeError(`randomisationTest: ${values.length} values against ${others.length}`);
    }
    return Float64Array.from(values, (value, i) => (value - (others[i] as number)) / values.length);
  });
  if (differences.length === 0 || a.length !== b.length) {
    throw new RangeError(`randomisationTest: ${a.length} sets against ${b.length}`);
  }
  const random = seededRandom(seed);
  const sum = (sign: () => number) => {
    let total = 0;
    for (const list of differences) for (const difference of list) total += sign() * difference;
    return Math.abs(total);
  };
  const observed = sum(() => 1) - ROUNDING;
  let asLarge = 0;
  for (let i = 0; i < PERMUTATIONS; i++) if (sum(() => (random() < 0.5 ? 1 : -1)) >= observed) asLarge++;
  // The observed assignment is one of the random ones, so p is never 0.
  return (asLarge + 1) / (PERMUTATIONS + 1);
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
