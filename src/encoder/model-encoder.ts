// The encoder of a model: its input (tokenizer, prefixes, limits) and a forward pass, which turns token ids into a
// vector. It knows neither the architecture of the model nor the kind of its tokenizer.

import type { ForwardPass } from "./bert/forward-pass.ts";
import type { Encoder, Encoding, TextKind } from "./encoder.ts";
import { EncoderInput } from "./encoder-input.ts";
import type { EncoderFile } from "./file/encoder-file.ts";

export class ModelEncoder implements Encoder {
  readonly fingerprint: string;
  readonly dims: number;
  readonly #input: EncoderInput;
  readonly #pass: ForwardPass;

  constructor(file: EncoderFile, pass: ForwardPass) {
    this.fingerprint = file.fingerprint;
    this.dims = file.profile.dims;
    this.#input = new EncoderInput(file);
    this.#pass = pass;
  }

  async encode(text: string, kind: TextKind, maxTokens?: number): Promise<Encoding> {
    const input = this.#input.read(text, kind, maxTokens);
    if (input === null) return { vector: new Float32Array(this.dims), tokens: 0, truncated: false };
    return { vector: this.#pass.run(input.ids), tokens: input.ids.length, truncated: input.truncated };
  }

  /**
   * States after the embeddings and after each layer, `Float32Array[tokens × hidden]` each; none for a text without a
   * piece. Useful to compare implementations number by number, not for serving.
   */
  hiddenStates(text: string, kind: TextKind): Float32Array[] {
    const states: Float32Array[] = [];
    const input = this.#input.read(text, kind);
    if (input !== null) this.#pass.run(input.ids, (layer) => states.push(layer.slice()));
    return states;
  }

  countPieces(text: string): number {
    return this.#input.countPieces(text);
  }

  pieceBudget(kind: TextKind, maxTokens?: number): number {
    return this.#input.pieceBudget(kind, maxTokens);
  }
}
