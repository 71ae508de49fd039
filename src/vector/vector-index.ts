// Nearest-neighbour search over unit vectors, as the engine sees it. An implementation may compare the query with every
// vector or only a few, or query a database. It knows nothing about articles: a row belongs to an owner.

import type { ScoreStats } from "./score-stats.ts";

export interface VectorSearchOptions {
  /** How many rows to return, 1 or more. An implementation may return more, and fewer only if there are no more. */
  readonly count: number;
  /**
   * `Uint8Array[owners]`: 1 for owners whose rows are wanted; null for all. Rows of other owners may be returned as
   * well, but never in place of wanted ones.
   */
  readonly allow: Uint8Array | null;
}

export interface VectorMatches {
  /** `Uint32Array[n]`, ascending: the rows that were found; null if they are all rows of the index, in order. */
  readonly rows: Uint32Array | null;
  /** `Float32Array[n]`: their cosines; a zero vector gives 0. The caller may change them. */
  readonly scores: Float32Array;
  /** Statistics of the query's cosines with all rows that are not hidden, whatever `allow` says. */
  readonly background: ScoreStats;
  /** True if every wanted row that was left out is at most as near as those that were found. */
  readonly exact: boolean;
}

export interface VectorIndex {
  readonly size: number;
  readonly dims: number;
  /** `query` is `Float32Array[dims]`, unit length; other dimensions are a RangeError. */
  search(query: Float32Array, options: VectorSearchOptions): Promise<VectorMatches>;
  /** Cosines of `query` with these rows, in their order; a row outside the index is a RangeError. */
  scoresOf(query: Float32Array, rows: ArrayLike<number>): Promise<Float32Array>;
  /** The vectors of these rows, `Float32Array[dims]` each. */
  vectorsOf(rows: ArrayLike<number>): Promise<Float32Array[]>;
  /** The same index with these owners' rows left out of the background. Build it once for each set of owners. */
  without(owners: readonly number[]): VectorIndex;
}
