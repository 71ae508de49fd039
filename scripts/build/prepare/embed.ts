// Embeds passages with @xenova/transformers' feature-extraction, as unit vectors. One session and one batch at a time:
// onnxruntime spreads a batch over all cores, and a second one would only compete with it.

import { basename, dirname } from "node:path";
import { env, type FeatureExtractionPipeline, pipeline } from "@xenova/transformers";
import type { ModelProfile } from "../../../src/encoder/file/profile.ts";

export interface EmbeddingModel {
  /** The model's folder, in the Hub's layout. */
  readonly folder: string;
  /** Read `onnx/model_quantized.onnx` instead of `onnx/model.onnx`. */
  readonly quantized: boolean;
  /** The vector of a text depends on the rest of its batch, so each text must go through the model alone. */
  readonly batchDependent: boolean;
  readonly encoder: { readonly profile: ModelProfile };
}

export interface EmbedOptions {
  /** Called after each batch with the batch's indices into `texts` and its vectors, in the same order. */
  readonly onBatch: (indices: readonly number[], vectors: readonly Float32Array[]) => Promise<void> | void;
  readonly signal?: AbortSignal;
}

/** Texts that go through the model at once. On two cores, 8 is as fast as 32 and stops sooner on Ctrl-C. */
export const BATCH_TEXTS = 8;
const UNIT_LENGTH_TOLERANCE = 1e-3;

export class Embedder {
  readonly #extract: FeatureExtractionPipeline;
  readonly #profile: ModelProfile;
  readonly #batchTexts: number;

  private constructor(extract: FeatureExtractionPipeline, profile: ModelProfile, batchTexts: number) {
    this.#extract = extract;
    this.#profile = profile;
    this.#batchTexts = batchTexts;
  }

  /** Opens a model folder. Never uses the network, even if the folder lacks a file. */
  static async open(model: EmbeddingModel): Promise<Embedder> {
    env.allowRemoteModels = false;
    env.localModelPath = `${dirname(model.folder)}/`;
    const extract = await pipeline("feature-extraction", basename(model.folder), {
      quantized: model.quantized,
    });
    return new Embedder(extract, model.encoder.profile, model.batchDependent ? 1 : BATCH_TEXTS);
  }

  /**
   * Embeds `texts` as passages, with the model's prefix. The longest texts come first, so that the texts of a batch
   * have about the same length and the first batches show the worst of memory and time.
   */
  async embed(texts: readonly string[], options: EmbedOptions): Promise<void> {
    const order = texts
      .map((_, index) => index)
      .sort((a, b) => lengthAt(texts, b) - lengthAt(texts, a) || a - b);
    for (let at = 0; at < order.length; at += this.#batchTexts) {
      options.signal?.throwIfAborted();
      const indices = order.slice(at, at + this.#batchTexts);
      const vectors = await this.#embedBatch(indices.map((index) => texts[index] ?? ""));
      await options.onBatch(indices, vectors);
    }
  }

  async #embedBatch(texts: readonly string[]): Promise<Float32Array[]> {
    const { dims, pooling, passagePrefix } = this.#profile;
    const output = await this.#extract(
      texts.map((text) => passagePrefix + text),
      { pooling, normalize: true },
    );
    if (output.data.length !== texts.length * dims) {
      throw new Error(
        `the model returned ${output.data.length} numbers for ${texts.length} texts with ${dims} dimensions each`,
      );
    }
    return texts.map((text, row) => {
      const vector = Float32Array.from(output.data.slice(row * dims, (row + 1) * dims) as Float32Array);
      const length = Math.hypot(...vector);
      if (!(Math.abs(length - 1) <= UNIT_LENGTH_TOLERANCE)) {
        throw new Error(`the model returned a vector of length ${length} for "${text.slice(0, 60)}"`);
      }
      return vector;
    });
  }
}

function lengthAt(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0;
}
