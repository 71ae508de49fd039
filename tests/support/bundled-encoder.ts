// The bundled model, converted anew from its folder, and @xenova/transformers on the same folder.

import { resolve } from "node:path";
import {
  AutoTokenizer,
  env,
  type FeatureExtractionPipeline,
  type PreTrainedTokenizer,
  pipeline,
} from "@xenova/transformers";
import { loadModelFolder } from "../../scripts/model/convert-model.ts";
import { type EncoderFile, readEncoderFile } from "../../src/encoder/encoder-file.ts";

export const BUNDLED_MODEL = "backstory-encoder-v0";
const MODELS_FOLDER = resolve("models");

export async function readBundledModel(): Promise<EncoderFile> {
  const { encoderBytes } = await loadModelFolder(resolve(MODELS_FOLDER, BUNDLED_MODEL));
  return readEncoderFile(encoderBytes.buffer);
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
