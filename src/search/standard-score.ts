// Standard scores: how many standard deviations an article lies above the archive's mean. They bring cosines
// and BM25 onto one scale without any setting. Not a probability; that needs a calibration of its own.

/**
 * (x - mean) / deviation over the ordinals in `among`; all zero where nothing deviates.
 * Returns `Float32Array[scores.length]`, 0 outside `among`.
 */
export function standardise(scores: Float32Array, among: readonly number[]): Float32Array {
  const out = new Float32Array(scores.length);
  let sum = 0;
  for (const ordinal of among) sum += scores[ordinal] ?? 0;
  const mean = among.length === 0 ? 0 : sum / among.length;
  let squares = 0;
  for (const ordinal of among) squares += ((scores[ordinal] ?? 0) - mean) ** 2;
  const deviation = Math.sqrt(squares / Math.max(1, among.length));
  if (!(deviation > 1e-9)) return out;
  for (const ordinal of among) out[ordinal] = ((scores[ordinal] ?? 0) - mean) / deviation;
  return out;
}

/** Standard score that is shown as 0.5; what lies well above is shown near 1. */
const SCORE_MIDPOINT = 3;

/** Maps a standard score to 0..1, rising; the order of hits stays what it was. */
export function scoreOf(standard: number): number {
  return 1 / (1 + Math.exp(SCORE_MIDPOINT - standard));
}

/** Ordinals by falling score, the newer article first where scores are equal. */
export function byScore(ordinals: readonly number[], scores: Float32Array): number[] {
  return [...ordinals].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}
