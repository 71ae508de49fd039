// The interface for exact nearest neighbours over int8 vectors. Implementations differ only in speed and in the last
// digits of a score; create-scan.ts chooses between them.

import type { QuantisedVectors } from "./quantised-vectors.ts";

export interface Neighbours {
  /** `Uint32Array[count]`, nearest first; ties go to the lower row. */
  readonly rows: Uint32Array;
  /** `Float32Array[count]`: their cosines. */
  readonly scores: Float32Array;
}

export interface VectorScan {
  /** The vectors as the scan holds them; the caller may discard the ones that it passed in. */
  readonly vectors: QuantisedVectors;
  /**
   * Cosine of `query` (`Float32Array[dims]`, unit length) with each row, `Float32Array[rows]`, within 1e-4 of the
   * exact product with the int8 vectors; a zero row gives 0. A query of other dimensions is a RangeError.
   */
  cosines(query: Float32Array): Float32Array;
  /** The `count` (an integer ≥ 1) rows with the largest cosines; all if there are fewer. */
  nearest(query: Float32Array, count: number): Neighbours;
}

export function requireQuery(query: Float32Array, dims: number): void {
  if (query.length !== dims)
    throw new RangeError(`query vector has ${query.length} dimensions, the index ${dims}`);
}

export function requireCount(count: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`nearest: count is ${count}; an integer from 1 on is expected`);
}
