// The direction in which several vectors point together.

/** Sum of `vectors` (`Float32Array[dims]` each), scaled to unit length; null if they cancel out or there are none. */
export function meanDirection(vectors: readonly Float32Array[], dims: number): Float32Array | null {
  const sum = new Float32Array(dims);
  for (const vector of vectors) {
    for (let i = 0; i < dims; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  }
  const length = Math.hypot(...sum);
  if (!(length > 1e-6)) return null;
  return sum.map((x) => x / length);
}
