// Mean and standard deviation of one query's scores over a whole archive.

export interface ScoreStats {
  readonly mean: number;
  /** At least 0. */
  readonly deviation: number;
}

/** Statistics of `Float32Array[rows]`, without rows marked in `hidden` (`Uint8Array[rows]`); zeros if none are left. */
export function scoreStats(scores: Float32Array, hidden: Uint8Array | null = null): ScoreStats {
  // Sums differences from one of the scores, so that equal scores have a deviation of exactly 0, not a rounding error.
  const origin = scores[hidden?.indexOf(0) ?? 0] ?? 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < scores.length; row++) {
    if (hidden !== null && hidden[row] === 1) continue;
    const difference = (scores[row] as number) - origin;
    count++;
    sum += difference;
    squares += difference * difference;
  }
  if (count === 0) return { mean: 0, deviation: 0 };
  const mean = sum / count;
  return { mean: origin + mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}
