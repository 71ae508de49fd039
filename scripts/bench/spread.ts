// A set of measured times as the figures that are printed: the least, the middle and how far apart they lie.

export interface Spread {
  readonly samples: number;
  readonly min: number;
  readonly median: number;
  /** Distance between the first and the third quartile. */
  readonly spread: number;
}

/** `values` in any unit, at least one; none is a RangeError. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError("spreadOf: no values");
  const sorted = values.toSorted((a, b) => a - b);
  return {
    samples: sorted.length,
    min: quantile(sorted, 0),
    median: quantile(sorted, 0.5),
    spread: quantile(sorted, 0.75) - quantile(sorted, 0.25),
  };
}

/** Linear between the neighbours; `sorted` ascending. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
