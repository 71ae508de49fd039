// The parameters of a BERT (Devlin et al. 2019, post-norm), between the files that they are read from (onnx-weights.ts,
// safetensors-weights.ts) and what is made of them: the encoder's int8, and an ONNX graph (export-onnx.ts).

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

/** The fields of config.json that are used. */
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
  /** `[types][hidden]`; a single text has type 0. */
  readonly types: WeightMatrix;
  readonly embeddingNorm: LayerNorm;
  readonly layers: readonly LayerParameters[];
}

/** Names of a layer's products and norms in every file made from PyTorch, after `encoder.layer.N.`. */
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

/** Throws a ModelFolderError unless the model is a BERT with the arithmetic that the encoder has. */
export function refuseConfig(config: BertConfigFile): void {
  const fixed = { model_type: "bert", hidden_act: "gelu", position_embedding_type: "absolute" } as const;
  for (const [name, accepted] of Object.entries(fixed)) {
    const value = config[name as keyof typeof fixed];
    if (value !== accepted) {
      throw new ModelFolderError(`config.json has ${name} "${value}"; only "${accepted}" is supported.`);
    }
  }
  if (config.hidden_size % config.num_attention_heads !== 0) {
    throw new ModelFolderError(
      `config.json has hidden_size ${config.hidden_size}, which can't be divided among ${config.num_attention_heads} heads.`,
    );
  }
}

/** The configuration with the lengths of the tables in the weights. */
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

/** Throws a ModelFolderError if one of `names` belongs to a layer that config.json doesn't have. */
export function refuseLayersBeyond(names: Iterable<string>, layers: number): void {
  for (const name of names) {
    const layer = /(?:^|[./])encoder\.layer\.(\d+)\./.exec(name)?.[1];
    if (layer !== undefined && Number(layer) >= layers) {
      throw new ModelFolderError(`The weight "${name}" is beyond the ${layers} layers of config.json.`);
    }
  }
}

/** The encoder's int8 form, with the row of token type 0 added to every position. */
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
