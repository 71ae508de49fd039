// A BERT with seeded random weights, of any shape. Its matrices are whole numbers times a scale for each output row, its
// other weights short fractions, so that int8 and half precision store them without loss and every file format means the
// same model.

import type { BertParameters, LayerParameters } from "../../scripts/model/bert-parameters.ts";
import type { WeightMatrix } from "../../scripts/model/weight-matrix.ts";
import {
  type BertConfig,
  LAYER_PRODUCTS,
  type LayerProduct,
  productShape,
} from "../../src/encoder/file/bert-config.ts";
import { seededRandom } from "./random.ts";

export interface RandomBert {
  readonly seed: number;
  readonly bert: BertConfig;
  /** The word table has one scale instead of one a row, as dynamic quantisation writes it. */
  readonly oneWordScale?: boolean;
}

const TOKEN_TYPES = 2;

/** The same options give the same numbers. */
export function randomBert({ seed, bert, oneWordScale = false }: RandomBert): BertParameters {
  const random = seededRandom(seed);
  const { hidden } = bert;
  const words = wholeNumbers(random, bert.vocabSize, hidden, oneWordScale ? "matrix" : "row", 2 ** -9);
  const table = (rows: number) => wholeNumbers(random, rows, hidden, "matrix", 2 ** -10);
  const fractions = (length: number, range: number) =>
    Float32Array.from({ length }, () => Math.round((random() * 2 - 1) * range * 512) / 512);
  const norm = () => ({ weight: fractions(hidden, 0.3).map((x) => x + 1), bias: fractions(hidden, 0.05) });
  const linear = (product: LayerProduct) => {
    const { inputs, outputs } = productShape(bert, product);
    // Sums of that many inputs keep about the size of one, whatever the width. What a block adds to the states is a
    // fraction of that: otherwise all words of a text become one in a deep model, and no error of pooling shows.
    const share = product === "attentionOutput" || product === "output" ? 1 / 8 : 1;
    const unit = share * 2 ** -(9 + Math.round(Math.log2(Math.sqrt(inputs))));
    return { weight: wholeNumbers(random, outputs, inputs, "row", unit), bias: fractions(outputs, 0.1) };
  };
  const layer = (): LayerParameters => {
    const products = LAYER_PRODUCTS.map((name) => [name, linear(name)] as const);
    return {
      ...(Object.fromEntries(products) as Record<LayerProduct, ReturnType<typeof linear>>),
      attentionNorm: norm(),
      outputNorm: norm(),
    };
  };
  return {
    bert,
    words,
    positions: table(bert.maxPositions),
    types: table(TOKEN_TYPES),
    embeddingNorm: norm(),
    layers: Array.from({ length: bert.layers }, layer),
  };
}

/**
 * -127..127, one of the two somewhere in every row, so that quantising the weights gives the numbers back. Scales are
 * 8..15 × `unit`.
 */
function wholeNumbers(
  random: () => number,
  rows: number,
  columns: number,
  per: "row" | "matrix",
  unit: number,
): WeightMatrix {
  const values = new Int16Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = Math.round((random() * 2 - 1) * 127);
  for (let row = 0; row < rows; row++) {
    values[row * columns + Math.floor(random() * columns)] = random() < 0.5 ? 127 : -127;
  }
  const length = per === "row" ? rows : 1;
  const scales = Float32Array.from({ length }, () => (8 + Math.floor(random() * 8)) * unit);
  return { kind: "integer", rows, columns, values, scales, per };
}
