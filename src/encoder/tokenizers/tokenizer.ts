// The interface of every tokenizer: text in, token ids out. A tokenizer knows its vocabulary and nothing of the model
// that reads the ids, of prefixes or of vectors. One shared suite (tests/encoder/tokenizers) tests all implementations.

export interface TokenIds {
  /** Special tokens included; each is a row of the model's word table. */
  readonly ids: Int32Array;
  /** True if the text was longer than the limit and its end was cut off. */
  readonly truncated: boolean;
}

export interface Tokenizer {
  /** How many special tokens `encode` adds to the pieces of a text, for instance 2: one in front and one behind. */
  readonly specialTokens: number;
  /**
   * Ids of a text with its special tokens, at most `maxTokens` of them (default: no limit). A longer text keeps its
   * first pieces and all special tokens. Throws a RangeError unless `maxTokens` is an integer above `specialTokens`.
   */
  encode(text: string, maxTokens?: number): TokenIds;
  /** Number of pieces without special tokens. The counts of parts separated by white space add up. */
  count(text: string): number;
}

/** Throws the RangeError that `Tokenizer.encode` promises. */
export function requireTokenLimit(maxTokens: number, specialTokens: number): void {
  if (maxTokens === Number.POSITIVE_INFINITY) return;
  if (Number.isInteger(maxTokens) && maxTokens > specialTokens) return;
  throw new RangeError(`encode: maxTokens is ${maxTokens}; it must be an integer above ${specialTokens}`);
}
