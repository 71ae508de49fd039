// Summarises measured times: minimum, median, and how far apart they are.

export interface Spread {
  readonly samples: number;
  readonly min: number;
  readonly median: number;
  /** Interquartile range. */
  readonly spread: number;
}

/** `values` in any unit; a RangeError if there are none. */
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

/** Interpolates linearly; `sorted` is ascending. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
