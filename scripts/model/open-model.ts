// Opens the configured model for the build: the folder to embed with, and encoder.bin for the function. A model is a
// folder, or a Hub name that is fetched once into a cache and then read like a folder. What is converted is in
// build/model, and is converted again when the model's files or the conversion change.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { env, pipeline } from "@xenova/transformers";
import { z } from "zod";
import { type EncoderFile, readEncoderFile } from "../../src/encoder/file/encoder-file.ts";
import { EncoderFileError } from "../../src/encoder/file/encoder-file-error.ts";
import { ENCODER_FILE } from "../../src/service/open-index.ts";
import type { Project } from "../files/project.ts";
import { writeWhole } from "../files/whole-file.ts";
import type { Report } from "../terminal/report.ts";
import { loadModelFolder } from "./convert-model.ts";
import { exportedFolder, isExported, writeEmbeddingFolder } from "./embedding-folder.ts";
import { findWeights, WEIGHTS_FILES, weightsFile } from "./weights-file.ts";

export interface OpenModel {
  /** As in the configuration. */
  readonly name: string;
  /** Folder to embed an archive with: the model's own, or one in build/model with its exported ONNX file. */
  readonly folder: string;
  /** Embed with `onnx/model_quantized.onnx`. */
  readonly quantized: boolean;
  /** The file quantises at run time, depending on the whole batch, so texts must be embedded one at a time. */
  readonly batchDependent: boolean;
  readonly encoder: EncoderFile;
  /** Path of the converted model, which the function gets together with the snapshot. */
  readonly encoderPath: string;
}

/** Increased whenever the conversion gives other bytes for the same model. */
const CONVERSION_VERSION = 3;
const HUB_NAME = /^[A-Za-z0-9][\w.-]*\/[\w.-]+$/;

/** The record beside encoder.bin: what it was made from, and what its bytes don't say. */
const recordSchema = z.object({ key: z.string(), batchDependent: z.boolean() });
type ConversionRecord = z.output<typeof recordSchema>;

/** Opens the model with this name in the configuration; `configRoot` is the folder of the configuration file. */
export async function openModel(
  project: Project,
  configRoot: string,
  name: string,
  report: Report,
): Promise<OpenModel> {
  const folder = findFolder(project, configRoot, name) ?? (await fetchFromHub(project, name, report));
  const convertedFolder = join(project.buildFolder, "model");
  const encoderPath = join(convertedFolder, ENCODER_FILE);
  const recordPath = join(convertedFolder, "converted.json");
  const { kind, quantized } = weightsFile(folder);
  const embeddingFolder = kind === "safetensors" ? exportedFolder(convertedFolder, folder) : folder;
  const key = await modelKey(folder);
  const converted = await readLastConversion();
  const { encoder, batchDependent } = converted ?? (await convert());
  if (batchDependent) {
    report.line(
      `The model ${name} quantises at run time, so vectors would depend on the rest of a batch. Articles are therefore ` +
        "embedded one passage at a time, which takes longer. Add onnx/model.onnx or model.safetensors to its folder to " +
        "avoid this.",
    );
  }
  return { name, folder: embeddingFolder, quantized, batchDependent, encoder, encoderPath };

  async function readLastConversion(): Promise<{ encoder: EncoderFile; batchDependent: boolean } | null> {
    const record = await readRecord(recordPath);
    if (record?.key !== key || (embeddingFolder !== folder && !isExported(embeddingFolder))) return null;
    const encoder = await readConverted(encoderPath);
    return encoder === null ? null : { encoder, batchDependent: record.batchDependent };
  }

  async function convert(): Promise<{ encoder: EncoderFile; batchDependent: boolean }> {
    report.line(`Converting the model ${name} for the function`);
    // If this is interrupted, the folder holds parts of two models; without a record they aren't taken for one.
    await rm(recordPath, { force: true });
    const { encoderBytes, parameters, batchDependent } = await loadModelFolder(folder);
    if (embeddingFolder !== folder) {
      report.line(
        `Exporting its weights as ONNX to ${relative(project.root, embeddingFolder)}, to embed with them`,
      );
      await writeEmbeddingFolder(folder, embeddingFolder, parameters);
    }
    await writeWhole(encoderPath, encoderBytes);
    const record: ConversionRecord = { key, batchDependent };
    await writeWhole(recordPath, `${JSON.stringify(record)}\n`);
    return { encoder: await readEncoderFile(encoderBytes.buffer), batchDependent };
  }
}

/** The record of the last conversion; null if there is none or it is of another version. */
async function readRecord(path: string): Promise<ConversionRecord | null> {
  if (!existsSync(path)) return null;
  try {
    return recordSchema.safeParse(JSON.parse(await readFile(path, "utf8"))).data ?? null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

/** The converted model; null if it is missing or damaged. */
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
  const isModel = (folder: string) =>
    existsSync(join(folder, "tokenizer.json")) && findWeights(folder) !== null;
  return candidates.find(isModel) ?? null;
}

/** Fetches the float weights, whose vectors don't depend on the rest of a batch. */
async function fetchFromHub(project: Project, name: string, report: Report): Promise<string> {
  if (!HUB_NAME.test(name)) {
    throw new Error(
      `The model "${name}" is neither a folder with tokenizer.json and ${WEIGHTS_FILES} ` +
        "nor a Hub name such as Xenova/all-MiniLM-L6-v2.",
    );
  }
  // The Hub's own tools read the address of a mirror from this variable.
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

/** SHA-256 over the files that determine encoder.bin: every JSON file, and the weights that are read. */
async function modelKey(folder: string): Promise<string> {
  const hash = createHash("sha256").update(`${CONVERSION_VERSION} ${basename(folder)}`);
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".json"));
  for (const name of [...names, relative(folder, weightsFile(folder).path)].sort()) {
    hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest("hex");
}
