// A VectorIndex that returns the nearest rows only, as an approximate index or a database does; what it returns is exact.

import { createExactIndex } from "../../src/vector/exact-index.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import type { QuantisedVectors } from "../../src/vector/quantised-vectors.ts";
import type { VectorIndex } from "../../src/vector/vector-index.ts";

export function createNearestOnlyIndex(vectors: QuantisedVectors, firstRow?: Uint32Array): VectorIndex {
  const ownerOf = new Uint32Array(vectors.scales.length);
  for (let owner = 0; owner < (firstRow?.length ?? ownerOf.length + 1) - 1; owner++) {
    ownerOf.fill(owner, firstRow?.[owner] ?? owner, firstRow?.[owner + 1] ?? owner + 1);
  }
  return nearestOnly(createExactIndex(createPlainScan(vectors), firstRow), ownerOf);
}

function nearestOnly(exact: VectorIndex, ownerOf: Uint32Array): VectorIndex {
  return {
    size: exact.size,
    dims: exact.dims,
    async search(query, { count, allow }) {
      const all = await exact.search(query, { count, allow });
      const { scores, background } = all;
      const wanted = [...ownerOf.keys()].filter((row) => allow === null || allow[ownerOf[row] ?? 0] === 1);
      const nearest = wanted.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, count);
      const rows = Uint32Array.from(nearest).sort();
      return { rows, scores: Float32Array.from(rows, (row) => scores[row] ?? 0), background, exact: true };
    },
    scoresOf: (query, rows) => exact.scoresOf(query, rows),
    vectorsOf: (rows) => exact.vectorsOf(rows),
    without: (owners) => nearestOnly(exact.without(owners), ownerOf),
  };
}
