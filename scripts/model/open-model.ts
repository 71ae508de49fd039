// From the configured model to what the build needs: the folder to embed with, and encoder.bin for the function.
// A folder is read as it is; a Hub name is fetched once into a cache and then read like a folder.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { env, pipeline } from "@xenova/transformers";
import { type EncoderFile, readEncoderFile } from "../../src/encoder/encoder-file.ts";
import { EncoderFileError } from "../../src/encoder/encoder-format.ts";
import { ENCODER_FILE } from "../../src/search/library.ts";
import type { Project } from "../project.ts";
import type { Report } from "../report.ts";
import { readKey, writeKey, writeWhole } from "../whole-file.ts";
import { loadModelFolder, weightsFile } from "./convert-model.ts";

export interface OpenModel {
  /** As configured. */
  readonly name: string;
  readonly folder: string;
  /** The folder's weights are `onnx/model_quantized.onnx`. */
  readonly quantized: boolean;
  readonly encoder: EncoderFile;
  /** Where the converted model lies; the function gets it together with the snapshot. */
  readonly encoderPath: string;
}

/** Raised whenever the conversion gives other bytes for the same model. */
const CONVERSION_VERSION = 1;
const HUB_NAME = /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/;

/** Opens the model named in the configuration; `configRoot` is the folder of the configuration file. */
export async function openModel(
  project: Project,
  configRoot: string,
  name: string,
  report: Report,
): Promise<OpenModel> {
  const folder = findFolder(project, configRoot, name) ?? (await fetchFromHub(project, name, report));
  const encoderPath = join(project.buildFolder, "model", ENCODER_FILE);
  const key = await modelKey(folder);
  const keyPath = join(project.buildFolder, "model", "converted.json");
  const converted = (await readKey(keyPath)) === key ? await readConverted(encoderPath) : null;
  const encoder = converted ?? (await convert());
  return { name, folder, quantized: weightsFile(folder).endsWith("_quantized.onnx"), encoder, encoderPath };

  async function convert(): Promise<EncoderFile> {
    report.line(`Converting the model ${name} for the function`);
    const { encoderBytes } = await loadModelFolder(folder);
    await writeWhole(encoderPath, encoderBytes);
    await writeKey(keyPath, key);
    return readEncoderFile(encoderBytes.buffer);
  }
}

/** What was converted before, or null where it is gone or damaged. */
async function readConverted(path: string): Promise<EncoderFile | null> {
  if (!existsSync(path)) return null;
  try {
    return await readEncoderFile(new Uint8Array(await readFile(path)).buffer);
  } catch (cause) {
    if (cause instanceof EncoderFileError) return null;
    throw cause;
  }
}

function findFolder(project: Project, configRoot: string, name: string): string | null {
  const candidates = [
    resolve(configRoot, name),
    resolve(project.packageRoot, name),
    join(project.modelCache, name),
  ];
  return (
    candidates.find((folder) => existsSync(join(folder, "tokenizer.json")) && hasWeights(folder)) ?? null
  );
}

function hasWeights(folder: string): boolean {
  return (
    existsSync(join(folder, "onnx", "model.onnx")) || existsSync(join(folder, "onnx", "model_quantized.onnx"))
  );
}

/** Fetches the float weights, whose vectors do not depend on what else is in a batch. */
async function fetchFromHub(project: Project, name: string, report: Report): Promise<string> {
  if (!HUB_NAME.test(name)) {
    throw new Error(
      `The model "${name}" is neither a folder with tokenizer.json and onnx/model.onnx (or onnx/model_quantized.onnx) ` +
        "nor a Hub name such as Xenova/all-MiniLM-L6-v2.",
    );
  }
  // The Hub's own tools read a mirror's address from this variable.
  if (process.env.HF_ENDPOINT !== undefined) env.remoteHost = process.env.HF_ENDPOINT;
  report.line(`Fetching the model ${name} from ${env.remoteHost}`);
  env.allowRemoteModels = true;
  env.cacheDir = project.modelCache;
  try {
    const extract = await pipeline("feature-extraction", name, { quantized: false });
    await extract.dispose();
  } catch (cause) {
    throw new Error(
      `The model ${name} could not be fetched from ${env.remoteHost}. Check the name and the network, ` +
        "or put the model's folder on disk and configure its path.",
      { cause },
    );
  } finally {
    env.allowRemoteModels = false;
  }
  return join(project.modelCache, name);
}

/** SHA-256 over the files that shape encoder.bin. */
async function modelKey(folder: string): Promise<string> {
  const hash = createHash("sha256").update(`${CONVERSION_VERSION} ${basename(folder)}`);
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => /\.(json|onnx)$/.test(name))
    .sort();
  for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest("hex");
}
