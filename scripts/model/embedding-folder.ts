// Writes the folder with which @xenova/transformers embeds an archive if the model's own folder has no ONNX file but
// safetensors only: the exported ONNX file and the tokenizer's files, in a folder beside encoder.bin.

import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeWhole } from "../files/whole-file.ts";
import type { BertParameters } from "./bert-parameters.ts";
import { exportOnnx } from "./export-onnx.ts";

const EXPORTED = join("onnx", "model.onnx");
const COPIED = ["config.json", "tokenizer.json", "tokenizer_config.json"] as const;

/** Path of the exported folder for the model in `folder`. It has the same name, since the profile is found by name. */
export function exportedFolder(parent: string, folder: string): string {
  return join(parent, basename(folder));
}

export function isExported(exported: string): boolean {
  return existsSync(join(exported, EXPORTED));
}

/** Writes the exported folder. The ONNX file is written last, and either whole or not at all. */
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
