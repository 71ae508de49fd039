// Which of a model folder's files its weights are read from, and the parameters in it.

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
 * First choice first. The float ONNX is what the archive is embedded with, and it needs nothing to be written anew.
 * Float weights of the other kind come next: rounded once, to int8 per output column. The int8 file is last, since
 * its rounding is coarser where it is one scale a matrix, and it may quantise while it runs.
 */
const CHOICES = [
  { kind: "onnx", path: join("onnx", "model.onnx"), quantized: false },
  { kind: "safetensors", path: "model.safetensors", quantized: false },
  { kind: "onnx", path: join("onnx", "model_quantized.onnx"), quantized: true },
] as const;

/** For messages: what a folder may have. */
export const WEIGHTS_FILES = "onnx/model.onnx, model.safetensors or onnx/model_quantized.onnx";

export interface WeightsFile {
  readonly kind: "onnx" | "safetensors";
  /** Of the file. */
  readonly path: string;
  /** The name that @xenova/transformers calls quantised. */
  readonly quantized: boolean;
}

export interface ReadWeights {
  readonly parameters: BertParameters;
  /** The file quantises activations while it runs: the vector of a text then depends on the texts beside it. */
  readonly batchDependent: boolean;
}

/** The file that is converted, null where the folder has none. */
export function findWeights(folder: string): WeightsFile | null {
  const found = CHOICES.find(({ path }) => existsSync(join(folder, path)));
  return found === undefined ? null : { ...found, path: join(folder, found.path) };
}

/** Like `findWeights`; a folder without weights is a ModelFolderError. */
export function weightsFile(folder: string): WeightsFile {
  const found = findWeights(folder);
  if (found !== null) return found;
  throw new ModelFolderError(`The model folder ${folder} has no ${WEIGHTS_FILES}.`);
}

/** Throws a ModelFolderError that names the file, and the weight or node in it, where it is no BERT that we read. */
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
