// The folder that @xenova/transformers embeds an archive with. A model folder that has an ONNX file is that folder;
// for one with safetensors only, a folder beside encoder.bin gets the ONNX file and what the tokenizer needs.

import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeWhole } from "../files/whole-file.ts";
import type { BertParameters } from "./bert-parameters.ts";
import { exportOnnx } from "./export-onnx.ts";

const EXPORTED = join("onnx", "model.onnx");
const COPIED = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;

/** Where the exported folder of the model in `folder` lies; its name stays, as the profile is found by it. */
export function exportedFolder(parent: string, folder: string): string {
  return join(parent, basename(folder));
}

export function isExported(exported: string): boolean {
  return existsSync(join(exported, EXPORTED));
}

/** Writes the exported folder; the ONNX file comes last and is there whole or not at all. */
export async function writeEmbeddingFolder(
  folder: string,
  exported: string,
  parameters: BertParameters,
): Promise<void> {
  await mkdir(exported, { recursive: true });
  for (const name of COPIED) {
    const file = join(folder, name);
    if (existsSync(file)) await copyFile(file, join(exported, name));
  }
  await writeWhole(join(exported, EXPORTED), exportOnnx(parameters));
}
