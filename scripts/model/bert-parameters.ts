// The parameters of a BERT (Devlin et al. 2019, post-norm) between the files they come from (onnx-weights.ts,
// safetensors-weights.ts) and the forms they go to: the encoder's int8, and an ONNX graph (export-onnx.ts).

import { z } from "zod";
import {
  type BertConfig,
  LAYER_PRODUCTS,
  type LayerNormName,
  type LayerProduct,
} from "../../src/encoder/file/bert-config.ts";
import type { EncoderContents, LayerNorm } from "../../src/encoder/file/encoder-contents.ts";
import { ModelFolderError } from "./model-error.ts";
import { quantiseRows, toFloats, type WeightMatrix } from "./weight-matrix.ts";

/** The fields of config.json that matter here. */
export const bertConfigSchema = z.object({
  model_type: z.string(),
  hidden_act: z.string(),
  hidden_size: z.int().min(1).max(4096),
  intermediate_size: z.int().min(1).max(65_536),
  layer_norm_eps: z.number().positive(),
  num_attention_heads: z.int().min(1).max(256),
  num_hidden_layers: z.int().min(1).max(64),
  position_embedding_type: z.string().default("absolute"),
});
export type BertConfigFile = z.output<typeof bertConfigSchema>;

export interface LinearParameters {
  /** `[outputs][inputs]`. */
  readonly weight: WeightMatrix;
  readonly bias: Float32Array;
}
export type LayerParameters = Readonly<
  Record<LayerProduct, LinearParameters> & Record<LayerNormName, LayerNorm>
>;

export interface BertParameters {
  readonly bert: BertConfig;
  /** `[vocabSize][hidden]`. */
  readonly words: WeightMatrix;
  /** `[maxPositions][hidden]`. */
  readonly positions: WeightMatrix;
  /** `[types][hidden]`; a text by itself has type 0. */
  readonly types: WeightMatrix;
  readonly embeddingNorm: LayerNorm;
  readonly layers: readonly LayerParameters[];
}

/** Names of a layer's products and norms in every file made from PyTorch, behind `encoder.layer.N.`. */
export const LAYER_NAMES: Readonly<Record<LayerProduct | LayerNormName, string>> = {
  query: "attention.self.query",
  key: "attention.self.key",
  value: "attention.self.value",
  attentionOutput: "attention.output.dense",
  intermediate: "intermediate.dense",
  output: "output.dense",
  attentionNorm: "attention.output.LayerNorm",
  outputNorm: "output.LayerNorm",
};

/** A ModelFolderError for what is no BERT, or one of a kind whose arithmetic the encoder does not have. */
export function refuseConfig(config: BertConfigFile): void {
  const fixed = { model_type: "bert", hidden_act: "gelu", position_embedding_type: "absolute" } as const;
  for (const [name, accepted] of Object.entries(fixed)) {
    const found = config[name as keyof typeof fixed];
    if (found !== accepted) {
      throw new ModelFolderError(`config.json has ${name} "${found}"; "${accepted}" is supported.`);
    }
  }
  if (config.hidden_size % config.num_attention_heads !== 0) {
    throw new ModelFolderError(
      `config.json has hidden_size ${config.hidden_size}, which ${config.num_attention_heads} heads do not divide.`,
    );
  }
}

/** The configuration, with the lengths of the tables that were found. */
export function bertConfig(config: BertConfigFile, vocabSize: number, maxPositions: number): BertConfig {
  return {
    layers: config.num_hidden_layers,
    hidden: config.hidden_size,
    heads: config.num_attention_heads,
    intermediate: config.intermediate_size,
    vocabSize,
    maxPositions,
    layerNormEps: config.layer_norm_eps,
  };
}

/** A ModelFolderError where one of `names` belongs to a layer that config.json does not have. */
export function refuseLayersBeyond(names: Iterable<string>, layers: number): void {
  for (const name of names) {
    const layer = /(?:^|[./])encoder\.layer\.(\d+)\./.exec(name)?.[1];
    if (layer !== undefined && Number(layer) >= layers) {
      throw new ModelFolderError(`The weight "${name}" lies beyond the ${layers} layers of config.json.`);
    }
  }
}

/** int8 as the encoder has it, the row of token type 0 added to every position. */
export function quantiseBert(
  parameters: BertParameters,
): Pick<EncoderContents, "bert" | "words" | "positions" | "embeddingNorm" | "layers"> {
  const { bert, words, embeddingNorm, layers } = parameters;
  const types = toFloats(parameters.types);
  return {
    bert,
    words: quantiseRows(words),
    positions: toFloats(parameters.positions).map((x, index) => x + (types[index % bert.hidden] ?? 0)),
    embeddingNorm,
    layers: layers.map((layer) => {
      const product = ({ weight, bias }: LinearParameters) => ({ ...quantiseRows(weight), bias });
      const products = LAYER_PRODUCTS.map((name) => [name, product(layer[name])] as const);
      const { attentionNorm, outputNorm } = layer;
      return {
        ...(Object.fromEntries(products) as Record<LayerProduct, ReturnType<typeof product>>),
        attentionNorm,
        outputNorm,
      };
    }),
  };
}
