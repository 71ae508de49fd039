// The scan in plain TypeScript: the reference, and the fallback for dimensions that the kernels can't handle.

import type { QuantisedVectors } from "./quantised-vectors.ts";
import { requireCount, requireQuery, type VectorScan } from "./vector-scan.ts";

export function createPlainScan(vectors: QuantisedVectors): VectorScan {
  const cosines = (query: Float32Array): Float32Array => {
    const { values, scales, dims } = vectors;
    requireQuery(query, dims);
    const out = new Float32Array(scales.length);
    for (let row = 0, at = 0; row < out.length; row++) {
      let sum = 0;
      for (let i = 0; i < dims; i++) sum += (query[i] as number) * (values[at++] as number);
      out[row] = sum * (scales[row] as number);
    }
    return out;
  };
  return {
    vectors,
    cosines,
    nearest(query, count) {
      requireCount(count);
      const scores = cosines(query);
      const all = Uint32Array.from(scores.keys());
      const rows = all.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, count);
      return { rows, scores: Float32Array.from(rows, (row) => scores[row] ?? 0) };
    },
  };
}
