// The bundled model, converted from its folder, and @xenova/transformers on the same folder.

import { resolve } from "node:path";
import {
  AutoTokenizer,
  env,
  type FeatureExtractionPipeline,
  type PreTrainedTokenizer,
  pipeline,
} from "@xenova/transformers";
import { loadModelFolder } from "../../scripts/model/convert-model.ts";
import { createEncoder } from "../../src/encoder/create-encoder.ts";
import { type EncoderFile, readEncoderFile } from "../../src/encoder/file/encoder-file.ts";
import type { ModelEncoder } from "../../src/encoder/model-encoder.ts";

export const BUNDLED_MODEL = "backstory-encoder-v0";
const MODELS_FOLDER = resolve("models");

/** `encoder.bin` of the bundled model. */
export async function bundledBytes(): Promise<Uint8Array<ArrayBuffer>> {
  return (await loadModelFolder(resolve(MODELS_FOLDER, BUNDLED_MODEL))).encoderBytes;
}

export async function readBundledModel(): Promise<EncoderFile> {
  return readEncoderFile((await bundledBytes()).buffer);
}

/** The bundled model by one build of the kernels. */
export async function bundledWasmEncoder(module: WebAssembly.Module): Promise<ModelEncoder> {
  return createEncoder(await bundledBytes(), { base: module, relaxed: null });
}

/** @xenova/transformers' vectors of the model `name` in `modelsFolder`; nothing is fetched. */
export async function openExtractor(
  name: string,
  { modelsFolder = MODELS_FOLDER, quantized = true } = {},
): Promise<FeatureExtractionPipeline> {
  keepLocal(modelsFolder);
  return pipeline("feature-extraction", name, { quantized });
}

export async function openTokenizer(name: string): Promise<PreTrainedTokenizer> {
  keepLocal(MODELS_FOLDER);
  return AutoTokenizer.from_pretrained(name);
}

function keepLocal(modelsFolder: string): void {
  env.allowRemoteModels = false;
  env.localModelPath = `${modelsFolder}/`;
}

/** Of two unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`cosine: ${a.length} and ${b.length} dimensions`);
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}
