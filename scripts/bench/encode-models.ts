// The models that encoders are compared on, in the form that each engine reads. Both forms have the same parameters:
// `encoder.bin` as the build makes it, and float ONNX.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { readEncoderFile } from "../../src/encoder/file/encoder-file.ts";
import { createTokenizer } from "../../src/encoder/file/tokenizer-kinds.ts";
import type { Tokenizer } from "../../src/encoder/tokenizers/tokenizer.ts";
import type { Project } from "../files/project.ts";
import { loadModelFolder } from "../model/convert-model.ts";
import { exportOnnx } from "../model/export-onnx.ts";
import { MINILM_COMMAND, MINILM_NAME } from "../model/fetch-minilm.ts";

export interface BenchModel {
  readonly name: string;
  readonly layers: number;
  readonly encoder: Uint8Array<ArrayBuffer>;
  readonly floatOnnx: Uint8Array<ArrayBuffer>;
  readonly tokenizer: Tokenizer;
  /** Lowest accepted cosine to the float model's vector in onnxruntime-web; below it nothing is timed. */
  readonly minCosine: number;
}

/** The bundled model has int8 weights, and so has its float form; MiniLM's float form is more precise than ours. */
const MODELS = {
  bundled: {
    folder: (project: Project) => join(project.packageRoot, "models", "backstory-encoder-v0"),
    minCosine: 0.999,
  },
  minilm: { folder: (project: Project) => join(project.modelCache, MINILM_NAME), minCosine: 0.997 },
} as const;
export type BenchModelName = keyof typeof MODELS;
export const BENCH_MODELS = Object.keys(MODELS) as readonly BenchModelName[];

/** A model whose folder is missing is an Error with the command that fetches it. */
export async function openBenchModel(project: Project, name: BenchModelName): Promise<BenchModel> {
  const { folder: find, minCosine } = MODELS[name];
  const folder = find(project);
  if (!existsSync(folder)) {
    throw new Error(
      `The model ${name} is not in ${folder}. Run "${MINILM_COMMAND}" or leave it out with --models.`,
    );
  }
  const { profile, encoderBytes, parameters } = await loadModelFolder(folder);
  return {
    name: profile.name,
    layers: parameters.bert.layers,
    encoder: encoderBytes,
    floatOnnx: new Uint8Array(exportOnnx(parameters)),
    tokenizer: createTokenizer(await readEncoderFile(encoderBytes.slice().buffer)),
    minCosine,
  };
}
