// Unit vectors as int8 with one scale each: the format that quantise.ts writes and every scan reads.

export interface QuantisedVectors {
  /** `Int8Array[count * dims]`, row by row. */
  readonly values: Int8Array<ArrayBuffer>;
  /** `Float32Array[count]`. */
  readonly scales: Float32Array<ArrayBuffer>;
  readonly dims: number;
}
