// What every encoder is to the rest of the function: text in, unit vector out, in the space of one model.
// Implementations differ only in speed and in where they run; one shared suite holds them together.

/** A query asks, a passage answers; some models put a different prefix in front of each. */
export type TextKind = "query" | "passage";

export interface Encoding {
  /** `Float32Array[dims]`, unit length. */
  readonly vector: Float32Array;
  /** Word pieces that were encoded, special tokens and prefix included. */
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
   * Text without any word piece, such as the empty string, is a RangeError: it has no direction.
   */
  encode(text: string, kind: TextKind, maxTokens?: number): Promise<Encoding>;
}
