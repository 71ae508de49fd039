// Constants, header and section list of `encoder.bin`, format 1. All numbers are little-endian.
// Format 0 kept the weights of a product row-major and listed its sections. Format 1 stores weights as tiles with the
// sums of their blocks (weight-tiles.ts), and the vocabulary's lookup table.
//
// | Offset | Bytes | Content |
// |-------:|------:|---------|
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
// The header determines the sections with their types, shapes and places (`sectionsOf`, `layoutOf`).

import { z } from "zod";
import { bertSchema, LAYER_NORMS, LAYER_PRODUCTS, type ProductShape, productShape } from "./bert-config.ts";
import { profileSchema } from "./profile.ts";
import type { SectionSpec } from "./sections.ts";
import { type TokenizerOptions, tokenizerKind } from "./tokenizer-kinds.ts";
import { BLOCK, tileShape } from "./weight-tiles.ts";

export const ENCODER_FORMAT = 1;
export const MAGIC = "BSENCODE";
export const DIGEST_OFFSET = 16;
/** The digest covers everything from here on; the bytes before are compared one by one. */
export const BODY_OFFSET = 48;
export const HEADER_OFFSET = 64;
/** A model of 1 GiB does not fit into an isolate; a length above this means damage. */
export const FILE_MAX_BYTES = 1024 * 1024 * 1024;
export const HEADER_MAX_BYTES = 1024 * 1024;

/** The header of a file with a tokenizer of this kind. The order of the keys is that of the bytes. */
export function headerSchema(tokenizerOptions: z.ZodType<TokenizerOptions>) {
  return z.strictObject({
    fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
    profile: profileSchema,
    bert: bertSchema,
    tokenizer: tokenizerOptions,
    /** UTF-16 units of all pieces together. */
    vocabularyUnits: z.int().min(0).max(FILE_MAX_BYTES),
  });
}
export type EncoderHeader = z.output<ReturnType<typeof headerSchema>>;

/** What determines the sections of a file. */
export type SectionParameters = Pick<EncoderHeader, "bert" | "tokenizer" | "vocabularyUnits">;

/**
 * Every section of a file, in file order. The weights of a product are tiles (weight-tiles.ts), with one number of
 * `.scales` for each output.
 */
export function sectionsOf(parameters: SectionParameters): SectionSpec[] {
  const specs = specsOf(parameters, (name, shape) => [
    { name: `${name}.tiles`, type: "int8", shape: tileShape(shape) },
    { name: `${name}.sums`, type: "float32", shape: [Math.ceil(shape.inputs / BLOCK), shape.outputs] },
  ]);
  const { bert, tokenizer } = parameters;
  const slots = tokenizerKind(tokenizer).slotsLength(bert.vocabSize);
  return [...specs, { name: "vocabulary.slots", type: "uint32", shape: [slots] }];
}

/**
 * The arrays of a model itself, whatever the layout of the file: weights row-major, `[outputs][inputs]`, and nothing
 * that can be computed from another array.
 */
export function contentsOf(parameters: SectionParameters): SectionSpec[] {
  return specsOf(parameters, (name, { outputs, inputs }) => [
    { name: `${name}.values`, type: "int8", shape: [outputs, inputs] },
  ]);
}

function specsOf(
  { bert, tokenizer, vocabularyUnits }: SectionParameters,
  weights: (name: string, shape: ProductShape) => SectionSpec[],
): SectionSpec[] {
  const { hidden, vocabSize, maxPositions } = bert;
  const specs: SectionSpec[] = [
    ...tokenizerKind(tokenizer).vocabularySections(vocabSize, vocabularyUnits),
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
