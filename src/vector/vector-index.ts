// Nearest-neighbour search over unit vectors, as the engine sees it. An implementation may compare the query with every
// vector, with a few of them, or ask a database. It knows nothing about articles: a row belongs to an owner.

import type { ScoreStats } from "./score-stats.ts";

export interface VectorSearchOptions {
  /** Rows wanted, 1 or more. An implementation may return more, and fewer only if there are no more. */
  readonly count: number;
  /**
   * `Uint8Array[owners]`: 1 for owners whose rows are wanted; null for all. Rows of other owners may come too, but never
   * in place of wanted ones.
   */
  readonly allow: Uint8Array | null;
}

export interface VectorMatches {
  /** `Uint32Array[n]`, ascending: the rows that were found; null if they are all rows of the index, in order. */
  readonly rows: Uint32Array | null;
  /** `Float32Array[n]`: their cosines; a zero vector gives 0. The caller may change them. */
  readonly scores: Float32Array;
  /** Of the query's cosines with all rows that are not hidden, whatever `allow` says. */
  readonly background: ScoreStats;
  /** Whether no wanted row that was left out is nearer than one that was found. */
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
  /** The same vectors with a background to which these owners' rows don't contribute. Build it once for each such set. */
  without(owners: readonly number[]): VectorIndex;
}
