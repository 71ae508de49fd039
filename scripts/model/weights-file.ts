// Chooses the file of a model folder from which the weights are read, and reads the parameters in it.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BertParameters, bertConfigSchema } from "./bert-parameters.ts";
import { readJson } from "./folder-json.ts";
import { ModelFolderError } from "./model-error.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { isDynamic, readOnnxBert } from "./onnx-weights.ts";
import { SafetensorsFile } from "./safetensors.ts";
import { readSafetensorsBert } from "./safetensors-weights.ts";

/**
 * In order of preference. The archive is embedded with the float ONNX file, so nothing has to be written for it. Next
 * are float weights in another file, which are rounded once, to int8 per output. The int8 file is last: its rounding is
 * coarser if there is one scale per matrix, and it may quantise activations at run time.
 */
const CHOICES = [
  { kind: "onnx", path: join("onnx", "model.onnx"), quantized: false },
  { kind: "safetensors", path: "model.safetensors", quantized: false },
  { kind: "onnx", path: join("onnx", "model_quantized.onnx"), quantized: true },
] as const;

/** The files that a folder may have, for messages. */
export const WEIGHTS_FILES = "onnx/model.onnx, model.safetensors or onnx/model_quantized.onnx";

export interface WeightsFile {
  readonly kind: "onnx" | "safetensors";
  /** Path of the file. */
  readonly path: string;
  /** The file that @xenova/transformers opens with `quantized: true`. */
  readonly quantized: boolean;
}

export interface ReadWeights {
  readonly parameters: BertParameters;
  /** The file quantises activations at run time, so the vector of a text depends on the other texts in its batch. */
  readonly batchDependent: boolean;
}

/** The file to convert; null if the folder has none. */
export function findWeights(folder: string): WeightsFile | null {
  const choice = CHOICES.find(({ path }) => existsSync(join(folder, path)));
  return choice === undefined ? null : { ...choice, path: join(folder, choice.path) };
}

/** Like `findWeights`, but throws a ModelFolderError for a folder without weights. */
export function weightsFile(folder: string): WeightsFile {
  const file = findWeights(folder);
  if (file !== null) return file;
  throw new ModelFolderError(`The model folder ${folder} has no ${WEIGHTS_FILES}.`);
}

/** Throws a ModelFolderError that names the file and the weight or node in it, unless it is a BERT that we can read. */
export async function readWeights(folder: string): Promise<ReadWeights> {
  const { kind, path } = weightsFile(folder);
  const config = await readJson(folder, "config.json", bertConfigSchema);
  const bytes = await readFile(path);
  try {
    if (kind === "safetensors") {
      const file = new SafetensorsFile(bytes, path);
      return { parameters: readSafetensorsBert(file, config), batchDependent: false };
    }
    const graph = new OnnxGraph(bytes, path);
    return { parameters: readOnnxBert(graph, config), batchDependent: isDynamic(graph) };
  } catch (cause) {
    if (!(cause instanceof ModelFolderError) || cause.message.startsWith(path)) throw cause;
    throw new ModelFolderError(`${path} can't be converted. ${cause.message}`, { cause });
  }
}
