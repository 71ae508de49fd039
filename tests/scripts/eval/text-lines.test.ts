// Texts for measurements, from plain and from compressed files.

import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { textLines } from "../../../scripts/eval/text-lines.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const TEXT = "\ufeffone\n\n  drei \u2028 ü\r\nlast without a line feed";
const LINES = ["\ufeffone", "", "  drei \u2028 ü\r", "last without a line feed"];

async function read(file: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of textLines(file)) lines.push(line);
  return lines;
}

it.each([
  ["texts.txt", Buffer.from(TEXT)],
  ["texts.txt.gz", gzipSync(TEXT)],
  ["texts.txt.zst", zstdCompressSync(TEXT)],
])("gives every line of %s as it is, split at line feeds only", async (name, bytes) => {
  const folder = await tempFolder({ [name]: bytes });
  expect(await read(join(folder, name))).toEqual(LINES);
});

it.each([
  "missing.txt",
  "missing.txt.gz",
  "damaged.txt.gz",
  "damaged.txt.xz",
])("names %s when it can't be read", async (name) => {
  const folder = await tempFolder({ "damaged.txt.gz": "no gzip", "damaged.txt.xz": "no xz" });
  await expect(read(join(folder, name))).rejects.toThrow(name);
});
