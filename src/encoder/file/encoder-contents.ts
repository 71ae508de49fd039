// A model's weights, vocabulary and configuration as typed arrays. Not bytes and offsets, and not the order in which a
// file stores weights: encoder-format.ts and encoder-file.ts have those.

import type { Vocabulary } from "../tokenizers/vocabulary.ts";
import {
  type BertConfig,
  LAYER_NORMS,
  LAYER_PRODUCTS,
  type LayerNormName,
  type LayerProduct,
} from "./bert-config.ts";
import type { ModelProfile } from "./profile.ts";
import type { View } from "./sections.ts";
import { type TokenizerOptions, tokenizerKind } from "./tokenizer-kinds.ts";

/** Weight = value × scale of its row. */
export interface QuantisedRows {
  /** `Int8Array[rows × columns]`, row-major, -127..127. */
  readonly values: Int8Array;
  /** `Float32Array[rows]`. */
  readonly scales: Float32Array;
}
/** `y[o] = bias[o] + scales[o] × Σ values[o][i] × x[i]`. */
export interface WeightProduct extends QuantisedRows {
  readonly bias: Float32Array;
}
export interface LayerNorm {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}
export type EncoderLayer = Readonly<Record<LayerProduct, WeightProduct> & Record<LayerNormName, LayerNorm>>;

export interface EncoderContents {
  readonly profile: ModelProfile;
  readonly bert: BertConfig;
  readonly tokenizer: TokenizerOptions;
  readonly vocabulary: Vocabulary;
  /** `[vocabSize][hidden]`. */
  readonly words: QuantisedRows;
  /** `Float32Array[maxPositions × hidden]`, the embedding of token type 0 included. */
  readonly positions: Float32Array;
  readonly embeddingNorm: LayerNorm;
  readonly layers: readonly EncoderLayer[];
}

/** Says how two parts of a model contradict each other, which no schema of a single part can; null if they agree. */
export function findContradiction({
  profile,
  bert,
  tokenizer,
}: Pick<EncoderContents, "profile" | "bert" | "tokenizer">): string | null {
  if (profile.dims !== bert.hidden)
    return `the profile has ${profile.dims} dimensions, the model ${bert.hidden}`;
  if (bert.hidden % bert.heads !== 0)
    return `${bert.hidden} dimensions can't be divided among ${bert.heads} heads`;
  if (profile.maxTokens > bert.maxPositions) {
    return `the profile allows ${profile.maxTokens} tokens, the model has ${bert.maxPositions} positions`;
  }
  for (const id of tokenizerKind(tokenizer).namedIds(tokenizer)) {
    if (id >= bert.vocabSize) return `token ${id} is beyond the ${bert.vocabSize} rows of the word table`;
  }
  return null;
}

/** Every array by the name of its section (`contentsOf`). */
export function viewsOf(contents: EncoderContents): Map<string, View> {
  const views = new Map<string, View>();
  const addAll = (name: string, parts: object) => {
    for (const [key, view] of Object.entries(parts)) views.set(`${name}.${key}`, view);
  };
  addAll("vocabulary", contents.vocabulary);
  addAll("words", contents.words);
  views.set("positions", contents.positions);
  addAll("embeddingNorm", contents.embeddingNorm);
  for (const [layer, parts] of contents.layers.entries()) {
    for (const part of [...LAYER_PRODUCTS, ...LAYER_NORMS]) addAll(`layer.${layer}.${part}`, parts[part]);
  }
  return views;
}
