// Reads a BERT's parameters by their names in a `.safetensors` file, as PyTorch and sentence-transformers write it. The
// prefix of the names ("bert.", "model.", or nothing) is that of the word table. Heads and poolers beside the encoder
// are ignored.

import { productShape } from "../../src/encoder/file/bert-config.ts";
import type { LayerNorm } from "../../src/encoder/file/encoder-contents.ts";
import {
  type BertConfigFile,
  type BertParameters,
  bertConfig,
  LAYER_NAMES,
  refuseConfig,
  refuseLayersBeyond,
} from "./bert-parameters.ts";
import { ModelFolderError } from "./model-error.ts";
import type { SafetensorsFile } from "./safetensors.ts";
import type { WeightMatrix } from "./weight-matrix.ts";

const WORDS = "embeddings.word_embeddings.weight";

/** Throws a ModelFolderError that names a weight that is missing, has another shape, or isn't in config.json. */
export function readSafetensorsBert(file: SafetensorsFile, config: BertConfigFile): BertParameters {
  refuseConfig(config);
  const prefix = findPrefix(file.names);
  const encoderNames = [...file.names].filter((name) => name.startsWith(`${prefix}encoder.`));
  refuseLayersBeyond(encoderNames, config.num_hidden_layers);
  const { hidden_size: hidden } = config;

  const table = (name: string): WeightMatrix => {
    const full = `${prefix}${name}`;
    const tensor = file.floats(full);
    const [rows, columns] = tensor?.shape ?? [];
    if (tensor === null || rows === undefined || columns !== hidden || tensor.shape.length !== 2) {
      throw new ModelFolderError(
        `The weight "${full}" is ${shapeOf(tensor)}; [rows, ${hidden}] is expected.`,
      );
    }
    return { kind: "float", rows, columns, values: tensor.values };
  };
  const floats = (names: readonly string[], shape: readonly number[]): Float32Array => {
    const tensor =
      names.map((name) => file.floats(`${prefix}${name}`)).find((floats) => floats !== null) ?? null;
    if (tensor === null || tensor.shape.join() !== shape.join()) {
      throw new ModelFolderError(
        `The weight "${prefix}${names[0]}" is ${shapeOf(tensor)}; config.json says [${shape}].`,
      );
    }
    return tensor.values;
  };
  /** Checkpoints converted from TensorFlow use gamma and beta. */
  const norm = (name: string): LayerNorm => ({
    weight: floats([`${name}.weight`, `${name}.gamma`], [hidden]),
    bias: floats([`${name}.bias`, `${name}.beta`], [hidden]),
  });

  const words = table(WORDS);
  const positions = table("embeddings.position_embeddings.weight");
  const bert = bertConfig(config, words.rows, positions.rows);
  const layer = (index: number) => {
    const name = (part: keyof typeof LAYER_NAMES) => `encoder.layer.${index}.${LAYER_NAMES[part]}`;
    const linear = (part: Parameters<typeof productShape>[1]) => {
      const { inputs, outputs } = productShape(bert, part);
      const values = floats([`${name(part)}.weight`], [outputs, inputs]);
      const weight: WeightMatrix = { kind: "float", rows: outputs, columns: inputs, values };
      return { weight, bias: floats([`${name(part)}.bias`], [outputs]) };
    };
    return {
      query: linear("query"),
      key: linear("key"),
      value: linear("value"),
      attentionOutput: linear("attentionOutput"),
      intermediate: linear("intermediate"),
      output: linear("output"),
      attentionNorm: norm(name("attentionNorm")),
      outputNorm: norm(name("outputNorm")),
    };
  };
  return {
    bert,
    words,
    positions,
    types: table("embeddings.token_type_embeddings.weight"),
    embeddingNorm: norm("embeddings.LayerNorm"),
    layers: Array.from({ length: bert.layers }, (_, index) => layer(index)),
  };
}

function findPrefix(names: Iterable<string>): string {
  const tables = [...names].filter((name) => name === WORDS || name.endsWith(`.${WORDS}`));
  const [table] = tables;
  if (table !== undefined && tables.length === 1) return table.slice(0, -WORDS.length);
  throw new ModelFolderError(
    `The file has ${tables.length === 0 ? "no weight" : `${tables.length} weights`} named "${WORDS}"; exactly one is expected.`,
  );
}

function shapeOf(tensor: { shape: readonly number[] } | null): string {
  return tensor === null ? "missing" : `[${tensor.shape.join(", ")}]`;
}
