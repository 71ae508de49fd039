// What a model consists of, as typed arrays: weights, vocabulary and configuration. It says nothing of bytes and
// offsets, nor of the order in which a file keeps weights; those are encoder-format.ts and encoder-file.ts.

import type { ModelProfile } from "../profile.ts";
import {
  type BertConfig,
  LAYER_NORMS,
  LAYER_PRODUCTS,
  type LayerNormName,
  type LayerProduct,
  type TokenizerOptions,
} from "./encoder-format.ts";

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

/** Word pieces by id: piece `i` is `units[offsets[i]] .. units[offsets[i + 1] - 1]`; ids without a piece are empty. */
export interface Vocabulary {
  /** UTF-16 code units, so that a word of a JavaScript string is compared without encoding it. */
  readonly units: Uint16Array;
  /** `Uint32Array[vocabSize + 1]`. */
  readonly offsets: Uint32Array;
}

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
export type View = Int8Array | Uint16Array | Uint32Array | Float32Array;

/** What the schema can't say: relations between two parts. */
export function findContradiction({
  profile,
  bert,
  tokenizer,
}: Pick<EncoderContents, "profile" | "bert" | "tokenizer">): string | null {
  if (profile.dims !== bert.hidden)
    return `the profile has ${profile.dims} dimensions, the model ${bert.hidden}`;
  if (bert.hidden % bert.heads !== 0)
    return `${bert.hidden} dimensions do not divide into ${bert.heads} heads`;
  if (profile.maxTokens > bert.maxPositions) {
    return `the profile allows ${profile.maxTokens} tokens, the model has ${bert.maxPositions} positions`;
  }
  const { unknownId, startId, endId, addedTokens } = tokenizer;
  for (const id of [unknownId, startId, endId, ...addedTokens.map((token) => token.id)]) {
    if (id >= bert.vocabSize) return `token ${id} lies beyond the ${bert.vocabSize} rows of the word table`;
  }
  return null;
}

/** Offsets rise to the end of the text. Looked at when a file is written; after that its digest vouches for them. */
export function findBrokenOffset({ units, offsets }: Vocabulary): string | null {
  let previous = 0;
  for (const offset of offsets) {
    if (offset < previous) return `a vocabulary offset falls from ${previous} to ${offset}`;
    previous = offset;
  }
  return previous === units.length
    ? null
    : `the vocabulary's offsets end at ${previous}, its text at ${units.length}`;
}

/** Every array by the name of its section (`sectionsOf`). */
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
