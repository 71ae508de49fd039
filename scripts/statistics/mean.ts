// The arithmetic mean, which the fit and the evaluation share; measures of rankings are in scripts/eval.

/** The mean of no values is a RangeError. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("mean of nothing");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
