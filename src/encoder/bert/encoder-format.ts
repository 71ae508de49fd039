// Names, limits and section list of `encoder.bin`, format 1. All numbers are little-endian.
// Format 0 kept the weights of a product row-major and listed its sections; format 1 keeps weights in tiles with the
// sums of their blocks (weight-tiles.ts) and brings the vocabulary's hash table along.
//
// | Offset | Bytes | What |
// |-------:|------:|------|
// |      0 |     8 | magic `BSENCODE` |
// |      8 |     4 | u32 format version |
// |     12 |     4 | zero |
// |     16 |    32 | SHA-256 of everything from byte 48 on |
// |     48 |     4 | u32 length of the file |
// |     52 |     4 | u32 length of the header |
// |     56 |     8 | zero |
// |     64 |     . | header: JSON in UTF-8 (`headerSchema`) |
// |      . |     . | sections, each from a multiple of 64 bytes, zeros between them |
//
// Which sections there are, their types, shapes and places follow from the header (`sectionsOf`, `layoutOf`).

import { z } from "zod";
import { REBUILD_COMMAND } from "../../index/snapshot/format.ts";
import { profileSchema } from "../profile.ts";
import { slotCount } from "../tokenizers/vocabulary-index.ts";
import { BLOCK, type ProductShape, tileShape } from "./weight-tiles.ts";

export const ENCODER_FORMAT = 1;
export const MAGIC = "BSENCODE";
export const DIGEST_OFFSET = 16;
/** Everything from here on is covered by the digest; what is before is compared byte by byte. */
export const BODY_OFFSET = 48;
export const HEADER_OFFSET = 64;
export const ALIGNMENT = 64;
/** A model of 1 GiB does not fit an isolate; a length above this is damage. */
export const FILE_MAX_BYTES = 1024 * 1024 * 1024;
export const HEADER_MAX_BYTES = 1024 * 1024;

const id = z.int().min(0).max(0xffff_fffe);
const size = (max: number) => z.int().min(1).max(max);

/** Shape of the transformer. */
export const bertSchema = z.strictObject({
  layers: size(64),
  /** Width of a word vector, equal to the profile's `dims`. */
  hidden: size(4096),
  heads: size(256),
  intermediate: size(65_536),
  /** Rows of the word table. */
  vocabSize: size(4_000_000),
  /** Rows of the position table. */
  maxPositions: size(65_536),
  layerNormEps: z.number().positive().max(1e-3),
});
export type BertConfig = z.output<typeof bertSchema>;

/** Options of BERT's normaliser and of WordPiece; the ids are rows of the word table. */
export const tokenizerSchema = z.strictObject({
  cleanText: z.boolean(),
  handleChineseChars: z.boolean(),
  lowercase: z.boolean(),
  stripAccents: z.boolean(),
  /** In front of a piece that continues a word. */
  continuingPrefix: z.string().max(16),
  /** Code points; a longer word is unknown. */
  maxCharsPerWord: size(10_000),
  unknownId: id,
  startId: id,
  endId: id,
  /** Strings that are one token wherever they stand in the raw text, in the order in which they are tried. */
  addedTokens: z.array(z.strictObject({ content: z.string().min(1).max(200), id })).max(10_000),
});
export type TokenizerOptions = z.output<typeof tokenizerSchema>;

export const headerSchema = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
  profile: profileSchema,
  bert: bertSchema,
  tokenizer: tokenizerSchema,
  /** UTF-16 units of all word pieces together. */
  vocabularyUnits: z.int().min(0).max(FILE_MAX_BYTES),
});
export type EncoderHeader = z.output<typeof headerSchema>;
export type SectionType = "int8" | "uint16" | "uint32" | "float32";
export interface SectionSpec {
  readonly name: string;
  readonly type: SectionType;
  /** [elements], or [rows, columns] row-major. */
  readonly shape: readonly number[];
}

export const ELEMENT_BYTES: Readonly<Record<SectionType, number>> = {
  int8: 1,
  uint16: 2,
  uint32: 4,
  float32: 4,
};

/** The six weight products of a layer with their input and output widths; the order is that of the file. */
export const LAYER_PRODUCTS = ["query", "key", "value", "attentionOutput", "intermediate", "output"] as const;
export type LayerProduct = (typeof LAYER_PRODUCTS)[number];
/** The two layer norms of a layer. */
export const LAYER_NORMS = ["attentionNorm", "outputNorm"] as const;
export type LayerNormName = (typeof LAYER_NORMS)[number];

/** Widths of one product: it maps `Float32Array[inputs]` to `Float32Array[outputs]`. */
export function productShape(bert: BertConfig, product: LayerProduct): ProductShape {
  if (product === "intermediate") return { outputs: bert.intermediate, inputs: bert.hidden };
  if (product === "output") return { outputs: bert.hidden, inputs: bert.intermediate };
  return { outputs: bert.hidden, inputs: bert.hidden };
}

/**
 * Every section of a file in file order. `vocabularyUnits` is the number of UTF-16 units of all word pieces. The
 * weights of a product are tiles (weight-tiles.ts), with one of `.scales` for each output.
 */
export function sectionsOf(bert: BertConfig, vocabularyUnits: number): SectionSpec[] {
  const specs = specsOf(bert, vocabularyUnits, (name, shape) => [
    { name: `${name}.tiles`, type: "int8", shape: tileShape(shape) },
    { name: `${name}.sums`, type: "float32", shape: [Math.ceil(shape.inputs / BLOCK), shape.outputs] },
  ]);
  return [...specs, { name: "vocabulary.slots", type: "uint32", shape: [slotCount(bert.vocabSize) + 1] }];
}

/** Where each section begins in a file whose header has that many bytes, and where the file ends. */
export function layoutOf(
  sections: readonly SectionSpec[],
  headerBytes: number,
): { offsets: readonly number[]; end: number } {
  let end = HEADER_OFFSET + headerBytes;
  const offsets = sections.map(({ type, shape }) => {
    const offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = offset + elementsOf(shape) * ELEMENT_BYTES[type];
    return offset;
  });
  return { offsets, end };
}

export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** The same arrays as a model has them, whatever the layout of the file: weights row-major, `[outputs][inputs]`. */
export function contentsOf(bert: BertConfig, vocabularyUnits: number): SectionSpec[] {
  return specsOf(bert, vocabularyUnits, (name, { outputs, inputs }) => [
    { name: `${name}.values`, type: "int8", shape: [outputs, inputs] },
  ]);
}

function specsOf(
  bert: BertConfig,
  vocabularyUnits: number,
  weights: (name: string, shape: ProductShape) => SectionSpec[],
): SectionSpec[] {
  const { hidden, vocabSize, maxPositions } = bert;
  const specs: SectionSpec[] = [
    { name: "vocabulary.units", type: "uint16", shape: [vocabularyUnits] },
    { name: "vocabulary.offsets", type: "uint32", shape: [vocabSize + 1] },
    { name: "words.values", type: "int8", shape: [vocabSize, hidden] },
    { name: "words.scales", type: "float32", shape: [vocabSize] },
    { name: "positions", type: "float32", shape: [maxPositions, hidden] },
    ...normSpecs("embeddingNorm", hidden),
  ];
  for (let layer = 0; layer < bert.layers; layer++) {
    for (const product of LAYER_PRODUCTS) {
      const shape = productShape(bert, product);
      const name = `layer.${layer}.${product}`;
      specs.push(
        ...weights(name, shape),
        { name: `${name}.scales`, type: "float32", shape: [shape.outputs] },
        { name: `${name}.bias`, type: "float32", shape: [shape.outputs] },
      );
    }
    for (const norm of LAYER_NORMS) specs.push(...normSpecs(`layer.${layer}.${norm}`, hidden));
  }
  return specs;
}

function normSpecs(name: string, hidden: number): SectionSpec[] {
  return [
    { name: `${name}.weight`, type: "float32", shape: [hidden] },
    { name: `${name}.bias`, type: "float32", shape: [hidden] },
  ];
}

/** An `encoder.bin` that can't be used: what was found, what is supported, and the command that mends it. */
export class EncoderFileError extends Error {
  override readonly name = "EncoderFileError";
  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem} Run "${REBUILD_COMMAND}" to make it anew.`, options);
  }
}
