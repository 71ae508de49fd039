// What a model reads of a text: the ids of prefix and text within a limit of tokens. The encoder uses it in the
// function; the build uses it to cut articles into passages that the model reads whole.

import type { TextKind } from "./encoder.ts";
import type { ModelProfile } from "./file/profile.ts";
import { createTokenizer, type TokenizerParts } from "./file/tokenizer-kinds.ts";
import type { TokenIds, Tokenizer } from "./tokenizers/tokenizer.ts";

export class EncoderInput {
  readonly #profile: ModelProfile;
  readonly #tokenizer: Tokenizer;
  readonly #prefixPieces: Readonly<Record<TextKind, number>>;

  /** `model` is an `EncoderFile` or has the same parts. */
  constructor(model: TokenizerParts & { readonly profile: ModelProfile }) {
    const { profile } = model;
    this.#profile = profile;
    this.#tokenizer = createTokenizer(model);
    this.#prefixPieces = {
      query: this.#tokenizer.count(profile.queryPrefix),
      passage: this.#tokenizer.count(profile.passagePrefix),
    };
  }

  /** Pieces of a text, without special tokens and prefix. The counts of parts separated by white space add up. */
  countPieces(text: string): number {
    return this.#tokenizer.count(text);
  }

  /** Fewest tokens that leave room for one piece of the text itself. */
  minTokens(kind: TextKind): number {
    return this.#tokenizer.specialTokens + this.#prefixPieces[kind] + 1;
  }

  /**
   * Pieces that a text may have so that `read(text, kind, maxTokens)` takes in all of it. A limit above the model's own
   * counts as the model's; one below `minTokens` is a RangeError.
   */
  pieceBudget(kind: TextKind, maxTokens = this.#profile.maxTokens): number {
    const min = this.minTokens(kind);
    if (!Number.isInteger(maxTokens) || maxTokens < min) {
      throw new RangeError(`pieceBudget: maxTokens is ${maxTokens}; it must be an integer from ${min}`);
    }
    return Math.min(maxTokens, this.#profile.maxTokens) - min + 1;
  }

  /** Ids of prefix and text with the special tokens; null if the text has no piece. */
  read(text: string, kind: TextKind, maxTokens = this.#profile.maxTokens): TokenIds | null {
    const { name, maxTokens: max, queryPrefix, passagePrefix } = this.#profile;
    const min = this.minTokens(kind);
    if (!Number.isInteger(maxTokens) || maxTokens < min || maxTokens > max) {
      throw new RangeError(
        `encode: maxTokens is ${maxTokens}; for ${name} it must be an integer from ${min} to ${max}`,
      );
    }
    const { specialTokens } = this.#tokenizer;
    // One token more than the special ones is enough to see whether the text has any piece.
    if (this.#tokenizer.encode(text, specialTokens + 1).ids.length === specialTokens) return null;
    return this.#tokenizer.encode((kind === "query" ? queryPrefix : passagePrefix) + text, maxTokens);
  }
}
