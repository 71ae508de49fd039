// The interface of every encoder: text in, unit vector out, in the vector space of one model. Implementations differ
// only in speed and in where they run; one shared suite (tests/contract/encoder) tests them all.

/** Some models put a different prefix in front of a query (which asks) and a passage (which answers). */
export type TextKind = "query" | "passage";

export interface Encoding {
  /** `Float32Array[dims]`, unit length; all zero if the text has no word piece and so no direction. */
  readonly vector: Float32Array;
  /** Tokens that were encoded, special tokens and prefix included; 0 if the text itself has no word piece. */
  readonly tokens: number;
  /** True if the text was longer than the limit and its end was cut off. */
  readonly truncated: boolean;
}

export interface Encoder {
  /** Identifies weights, tokenizer and profile. An index made with another fingerprint can't be searched. */
  readonly fingerprint: string;
  readonly dims: number;
  /**
   * Encodes one text. `maxTokens` (special tokens included) is at most the model's own limit, which is the default.
   */
  encode(text: string, kind: TextKind, maxTokens?: number): Promise<Encoding>;
  /** Word pieces of a text, without special tokens and prefix. The counts of parts separated by white space add up. */
  countPieces(text: string): number;
  /**
   * Word pieces that a text may have so that `encode(text, kind, maxTokens)` reads all of it. A `maxTokens` above the
   * model's own limit counts as that limit; one that leaves room for no piece is a RangeError.
   */
  pieceBudget(kind: TextKind, maxTokens?: number): number;
}
