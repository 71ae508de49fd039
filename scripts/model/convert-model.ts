// A model folder in the Hub's layout to `encoder.bin`: profile, tokenizer.json, config.json and the ONNX weights.
// It downloads nothing and runs nothing; what it can't read it refuses (ModelFolderError) rather than guess.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readEncoderFile, writeEncoderFile } from "../../src/encoder/encoder-file.ts";
import type { ModelProfile } from "../../src/encoder/profile.ts";
import { bertConfigSchema, readBertWeights } from "./bert-weights.ts";
import { readJson } from "./folder-json.ts";
import { readProfile } from "./folder-profile.ts";
import { ModelFolderError } from "./model-error.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { readTokenizer } from "./tokenizer-file.ts";

/** Float first: int8 is read only where the folder has nothing better. */
const WEIGHTS = ["model.onnx", "model_quantized.onnx"] as const;

export interface ConvertedModel {
  readonly profile: ModelProfile;
  /** `encoder.bin`; the same folder gives the same bytes. */
  readonly encoderBytes: Uint8Array<ArrayBuffer>;
  readonly fingerprint: string;
}

/** Path of the ONNX file that is converted, and that an archive must be embedded with. */
export function weightsFile(folder: string): string {
  const found = WEIGHTS.map((name) => join(folder, "onnx", name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new ModelFolderError(`The model folder ${folder} has neither onnx/${WEIGHTS.join(" nor onnx/")}.`);
}

/** Throws a ModelFolderError where the folder is no WordPiece BERT with float or weight-only int8 weights. */
export async function loadModelFolder(folder: string): Promise<ConvertedModel> {
  const profile = await readProfile(folder);
  const path = weightsFile(folder);
  const config = await readJson(folder, "config.json", bertConfigSchema);
  const graph = new OnnxGraph(await readFile(path), path);
  let weights: ReturnType<typeof readBertWeights>;
  try {
    weights = readBertWeights(graph, config);
  } catch (cause) {
    if (!(cause instanceof ModelFolderError)) throw cause;
    throw new ModelFolderError(`${path} can't be converted. ${cause.message}`, { cause });
  }
  const { bert } = weights;
  if (bert.hidden !== profile.dims || bert.maxPositions < profile.maxTokens) {
    throw new ModelFolderError(
      `The profile "${profile.name}" has ${profile.dims} dimensions and ${profile.maxTokens} tokens, the model in ` +
        `${folder} has ${bert.hidden} and ${bert.maxPositions}. Rename the folder if it holds another model.`,
    );
  }
  const { options, vocabulary } = await readTokenizer(folder, bert.vocabSize);
  const encoderBytes = await writeEncoderFile({ profile, tokenizer: options, vocabulary, ...weights });
  // Read once as the function will: what can't be read must not leave the build.
  const { fingerprint } = await readEncoderFile(encoderBytes.buffer);
  return { profile, encoderBytes, fingerprint };
}
