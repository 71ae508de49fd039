// The shape of a BERT transformer and the names of its parts. Not bytes or offsets: encoder-format.ts has those.

import { z } from "zod";

const size = (max: number) => z.int().min(1).max(max);

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

/** The six weight products of a layer, in file order. */
export const LAYER_PRODUCTS = ["query", "key", "value", "attentionOutput", "intermediate", "output"] as const;
export type LayerProduct = (typeof LAYER_PRODUCTS)[number];
/** The two layer norms of a layer, in file order. */
export const LAYER_NORMS = ["attentionNorm", "outputNorm"] as const;
export type LayerNormName = (typeof LAYER_NORMS)[number];

/** Widths of a product, which maps `Float32Array[inputs]` to `Float32Array[outputs]`. */
export interface ProductShape {
  readonly outputs: number;
  readonly inputs: number;
}

export function productShape(bert: BertConfig, product: LayerProduct): ProductShape {
  if (product === "intermediate") return { outputs: bert.intermediate, inputs: bert.hidden };
  if (product === "output") return { outputs: bert.hidden, inputs: bert.intermediate };
  return { outputs: bert.hidden, inputs: bert.hidden };
}
