// Exact cosine similarity of one query vector with every stored vector: the plain scan.

import type { QuantisedVectors } from "../snapshot/sections.ts";

/**
 * Cosine of `query` (`Float32Array[dims]`, unit length) with each row.
 * Returns `Float32Array[count]` in about -1..1; a zero row gives 0.
 */
export function cosines(vectors: QuantisedVectors, query: Float32Array): Float32Array {
  const { values, scales, dims } = vectors;
  if (query.length !== dims)
    throw new RangeError(`query vector has ${query.length} dimensions, the index ${dims}`);
  const out = new Float32Array(scales.length);
  for (let row = 0, at = 0; row < out.length; row++) {
    let sum = 0;
    for (let i = 0; i < dims; i++) sum += (query[i] as number) * (values[at++] as number);
    out[row] = sum * (scales[row] as number);
  }
  return out;
}
