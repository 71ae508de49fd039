// The shapes in which a snapshot hands out its sections; vector/ and lexical/ compute on them.

import type { StringTable } from "./string-table.ts";

/** Unit vectors as int8 with one scale each. */
export interface QuantisedVectors {
  /** `Int8Array[count * dims]`, row by row. */
  readonly values: Int8Array<ArrayBuffer>;
  /** `Float32Array[count]`. */
  readonly scales: Float32Array<ArrayBuffer>;
  readonly dims: number;
}

/** For every term the articles it occurs in and how often. */
export interface Postings {
  readonly terms: StringTable;
  /** `Uint8Array`, the lists end to end: pairs of (ordinal difference, frequency). */
  readonly bytes: Uint8Array;
  /** `Uint32Array[terms + 1]` into `bytes`. */
  readonly offsets: Uint32Array;
  /** `Float32Array[articles]`: terms counted in each article, weights included. */
  readonly lengths: Float32Array;
}
