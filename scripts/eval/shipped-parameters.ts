// The way back from `encoder.bin` to a model's parameters: the int8 weights that are shipped, as any runtime can
// have them in f32. With it a fast runtime computes what the reference encoder computes slowly.

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
    // The positions of the file have the row of token type 0 in them already.
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
