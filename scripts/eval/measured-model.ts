// A model for measurements: converted and exported as in the build, but into .cache/eval, so that measuring another
// model leaves the built archive and its function alone.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "../files/project.ts";
import { isExported, writeEmbeddingFolder } from "../model/embedding-folder.ts";
import { modelBaseName } from "../model/known-models.ts";
import { type OpenModel, openModel } from "../model/open-model.ts";
import type { Report } from "../terminal/report.ts";
import { shippedParameters } from "./shipped-parameters.ts";

export const DEFAULT_MODEL = "models/backstory-encoder-v0";

/** `name` as in the configuration: a folder, or a name on the Hub. */
export function openMeasuredModel(project: Project, name: string, report: Report): Promise<OpenModel> {
  return openModel({ ...project, buildFolder: measuredFolder(project, name) }, project.root, name, report);
}

/** The bytes of `encoder.bin`, as the function gets them. */
export async function encoderBytes(model: OpenModel): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(model.encoderPath));
}

/** Folder of an ONNX file with the weights of `encoder.bin` in f32; written once per fingerprint. */
export async function shippedWeightsFolder(
  project: Project,
  model: OpenModel,
  report: Report,
): Promise<string> {
  const { fingerprint, profile } = model.encoder;
  const parent = join(measuredFolder(project, model.name), `shipped-${fingerprint.slice(0, 16)}`);
  const folder = join(parent, profile.name);
  if (isExported(folder)) return folder;
  report.line("Writing the weights of encoder.bin as float ONNX");
  await writeEmbeddingFolder(model.folder, folder, shippedParameters(model.encoder));
  return folder;
}

function measuredFolder({ root }: Project, name: string): string {
  return join(root, ".cache", "eval", modelBaseName(name));
}
