// An encoder of the BERT family: tokenizer, prefixes and limits of its profile around a forward pass.

import type { Encoder, Encoding, TextKind } from "../encoder.ts";
import { SPECIAL_TOKENS, WordPiece } from "../tokenizers/wordpiece.ts";
import type { EncoderFile } from "./encoder-file.ts";
import type { ForwardPass } from "./forward-pass.ts";

export class BertEncoder implements Encoder {
  readonly fingerprint: string;
  readonly dims: number;
  readonly #profile: EncoderFile["profile"];
  readonly #tokenizer: WordPiece;
  readonly #pass: ForwardPass;
  readonly #prefixPieces: Readonly<Record<TextKind, number>>;

  constructor(file: EncoderFile, pass: ForwardPass) {
    const { profile } = file;
    this.fingerprint = file.fingerprint;
    this.dims = profile.dims;
    this.#profile = profile;
    this.#pass = pass;
    this.#tokenizer = new WordPiece(file.vocabulary, file.tokenizer, { slots: file.vocabularySlots });
    this.#prefixPieces = {
      query: this.#tokenizer.count(profile.queryPrefix),
      passage: this.#tokenizer.count(profile.passagePrefix),
    };
  }

  async encode(text: string, kind: TextKind, maxTokens = this.#profile.maxTokens): Promise<Encoding> {
    const read = this.#read(text, kind, maxTokens);
    if (read === null) return { vector: new Float32Array(this.dims), tokens: 0, truncated: false };
    return { vector: this.#pass.run(read.ids), tokens: read.ids.length, truncated: read.truncated };
  }

  /**
   * States after the embeddings and after each layer, `Float32Array[tokens × hidden]` each: for proofs of the numbers,
   * not for serving. A text without a word piece has none.
   */
  hiddenStates(text: string, kind: TextKind): Float32Array[] {
    const states: Float32Array[] = [];
    const read = this.#read(text, kind, this.#profile.maxTokens);
    if (read !== null) this.#pass.run(read.ids, (layer) => states.push(layer.slice()));
    return states;
  }

  countPieces(text: string): number {
    return this.#tokenizer.count(text);
  }

  pieceBudget(kind: TextKind, maxTokens = this.#profile.maxTokens): number {
    const reserved = SPECIAL_TOKENS + this.#prefixPieces[kind];
    if (!Number.isInteger(maxTokens) || maxTokens <= reserved) {
      throw new RangeError(
        `pieceBudget: maxTokens is ${maxTokens}; an integer above ${reserved} is expected`,
      );
    }
    return Math.min(maxTokens, this.#profile.maxTokens) - reserved;
  }

  #read(text: string, kind: TextKind, maxTokens: number): { ids: Int32Array; truncated: boolean } | null {
    const { name, maxTokens: most, queryPrefix, passagePrefix } = this.#profile;
    const least = SPECIAL_TOKENS + this.#prefixPieces[kind] + 1;
    if (!Number.isInteger(maxTokens) || maxTokens < least || maxTokens > most) {
      throw new RangeError(
        `encode: maxTokens is ${maxTokens}; ${name} takes an integer from ${least} to ${most}`,
      );
    }
    // Three tokens are enough to see whether there is any piece between the start and the end.
    if (this.#tokenizer.encode(text, SPECIAL_TOKENS + 1).ids.length === SPECIAL_TOKENS) return null;
    return this.#tokenizer.encode((kind === "query" ? queryPrefix : passagePrefix) + text, maxTokens);
  }
}
