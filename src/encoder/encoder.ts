// What every encoder is to the rest of the function: text in, unit vector out, in the space of one model.
// Implementations differ only in speed and in where they run; one shared suite holds them together.

/** A query asks, a passage answers; some models put a different prefix in front of each. */
export type TextKind = "query" | "passage";

export interface Encoding {
  /** `Float32Array[dims]`, unit length; all zero where the text has no word piece and so no direction. */
  readonly vector: Float32Array;
  /** Word pieces that were encoded, special tokens and prefix included; 0 where the text has none of its own. */
  readonly tokens: number;
  /** True where the text was longer than the limit and its end was left out. */
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
  /** Word pieces of a text, special tokens and prefix not counted. It adds up over parts joined by white space. */
  countPieces(text: string): number;
  /**
   * Word pieces up to which `encode(text, kind, maxTokens)` reads a text whole: the limit without special tokens and
   * prefix. A `maxTokens` above the model's own limit counts as that limit; one that leaves no piece is a RangeError.
   */
  pieceBudget(kind: TextKind, maxTokens?: number): number;
}
