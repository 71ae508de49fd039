// Exact search: a scan compares the query with every row and returns them all. The reference for approximate
// implementations of VectorIndex.

import { dot } from "./article-vector.ts";
import { dequantiseRow } from "./quantise.ts";
import { type ScoreStats, scoreStats } from "./score-stats.ts";
import type { VectorIndex, VectorMatches } from "./vector-index.ts";
import type { VectorScan } from "./vector-scan.ts";

/**
 * `firstRow` is `Uint32Array[owners + 1]`: owner o's rows are firstRow[o] to firstRow[o + 1] - 1. Without it, every row
 * has a separate owner with the same number.
 */
export function createExactIndex(scan: VectorScan, firstRow?: Uint32Array): VectorIndex {
  return new ExactIndex(scan, firstRow ?? null, null);
}

class ExactIndex implements VectorIndex {
  readonly #scan: VectorScan;
  readonly #firstRow: Uint32Array | null;
  /** `Uint8Array[rows]`: 1 for rows that are not part of the background; null if all are. */
  readonly #hidden: Uint8Array | null;

  constructor(scan: VectorScan, firstRow: Uint32Array | null, hidden: Uint8Array | null) {
    this.#scan = scan;
    this.#firstRow = firstRow;
    this.#hidden = hidden;
  }

  get size(): number {
    return this.#scan.vectors.scales.length;
  }

  get dims(): number {
    return this.#scan.vectors.dims;
  }

  async search(query: Float32Array): Promise<VectorMatches> {
    return new AllRows(this.#scan.cosines(query), this.#hidden);
  }

  async scoresOf(query: Float32Array, rows: ArrayLike<number>): Promise<Float32Array> {
    return Float32Array.from(rows, (row) => dot(query, dequantiseRow(this.#scan.vectors, row)));
  }

  async vectorsOf(rows: ArrayLike<number>): Promise<Float32Array[]> {
    return Array.from(rows, (row) => dequantiseRow(this.#scan.vectors, row));
  }

  without(owners: readonly number[]): VectorIndex {
    const first = this.#firstRow;
    const hidden = new Uint8Array(this.size);
    for (const owner of owners) hidden.fill(1, first?.[owner] ?? owner, first?.[owner + 1] ?? owner + 1);
    return new ExactIndex(this.#scan, first, owners.length === 0 ? null : hidden);
  }
}

/** The background is computed only when it is read, which must happen before the caller changes the scores. */
class AllRows implements VectorMatches {
  readonly rows = null;
  readonly exact = true;
  readonly scores: Float32Array;
  readonly #hidden: Uint8Array | null;

  constructor(scores: Float32Array, hidden: Uint8Array | null) {
    this.scores = scores;
    this.#hidden = hidden;
  }

  get background(): ScoreStats {
    return scoreStats(this.scores, this.#hidden);
  }
}
