// Converts `encoder.bin` back to a model's parameters, so that any runtime can compute with the shipped int8 weights in
// f32: fast, where the reference encoder is slow.

import { LAYER_PRODUCTS, type LayerProduct, productShape } from "../../src/encoder/file/bert-config.ts";
import type { EncoderFile } from "../../src/encoder/file/encoder-file.ts";
import { fromTiles } from "../../src/encoder/file/weight-tiles.ts";
import type { BertParameters, LinearParameters } from "../model/bert-parameters.ts";
import type { WeightMatrix } from "../model/weight-matrix.ts";

export function shippedParameters({
  bert,
  words,
  positions,
  embeddingNorm,
  layers,
}: EncoderFile): BertParameters {
  const { hidden } = bert;
  return {
    bert,
    words: integerMatrix(bert.vocabSize, hidden, words.values, words.scales),
    positions: { kind: "float", rows: bert.maxPositions, columns: hidden, values: positions },
    // The file's positions already include the row of token type 0.
    types: { kind: "float", rows: 1, columns: hidden, values: new Float32Array(hidden) },
    embeddingNorm,
    layers: layers.map((layer) => {
      const linear = (name: LayerProduct): LinearParameters => {
        const shape = productShape(bert, name);
        const { tiles, scales, bias } = layer[name];
        return {
          weight: integerMatrix(shape.outputs, shape.inputs, fromTiles(tiles, shape), scales),
          bias,
        };
      };
      const products = LAYER_PRODUCTS.map((name) => [name, linear(name)] as const);
      const { attentionNorm, outputNorm } = layer;
      return {
        ...(Object.fromEntries(products) as Record<LayerProduct, LinearParameters>),
        attentionNorm,
        outputNorm,
      };
    }),
  };
}

function integerMatrix(rows: number, columns: number, values: Int8Array, scales: Float32Array): WeightMatrix {
  return { kind: "integer", rows, columns, values: Int16Array.from(values), scales, per: "row" };
}
