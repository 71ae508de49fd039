// A model folder as the build opens it: what it says, what it makes once and keeps, and how the archive is embedded.

import { rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { Embedder } from "../../../scripts/build/prepare/embed.ts";
import { openProject } from "../../../scripts/files/project.ts";
import { type OpenModel, openModel } from "../../../scripts/model/open-model.ts";
import type { Report } from "../../../scripts/terminal/report.ts";
import { createReferenceEncoder } from "../../../src/encoder/create-encoder.ts";
import { cosine } from "../../support/bundled-encoder.ts";
import { silentReport } from "../../support/silent-report.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { type TinyBert, tinyBertFiles, tinyBertSafetensors } from "../../support/tiny-bert.ts";

const SEED = 52_501;
const TEXTS = ["news", "the newspaper, in brief", "a query: 12 items", "zzz"];

async function openTiny(options: Partial<TinyBert>, weights: "onnx" | "safetensors") {
  const files = tinyBertFiles({ seed: SEED, pooling: "mean", ...options });
  if (weights === "safetensors") {
    delete files["onnx/model.onnx"];
    files["model.safetensors"] = tinyBertSafetensors(SEED);
  }
  const root = await tempFolder(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`models/tiny/${path}`, content])),
  );
  const project = openProject(root);
  const open = async () => {
    const lines: string[] = [];
    const report: Report = { ...silentReport, line: (text) => lines.push(text) };
    return { model: await openModel(project, root, "models/tiny", report), lines };
  };
  return { root, open };
}

async function embed(model: OpenModel, texts: readonly string[]) {
  const vectors = new Map<string, Float32Array>();
  const batches: number[] = [];
  const embedder = await Embedder.open(model);
  await embedder.embed(texts, {
    onBatch: (indices, found) => {
      batches.push(indices.length);
      for (const [row, index] of indices.entries())
        vectors.set(texts[index] ?? "", found[row] ?? new Float32Array());
    },
  });
  return { vectors, batches };
}

describe("a folder with model.safetensors only", () => {
  it("gets its ONNX file once, says so, and embeds the vectors of our own encoder", async () => {
    const { root, open } = await openTiny({}, "safetensors");
    const { model, lines } = await open();
    expect(relative(root, model.folder)).toBe(join("build", "model", "tiny"));
    expect(lines.join("\n")).toContain("as ONNX to build/model/tiny");
    const written = await stat(join(model.folder, "onnx", "model.onnx"), { bigint: true });
    const again = await open();
    expect(again.lines).toEqual([]);
    expect(again.model.encoder.fingerprint).toBe(model.encoder.fingerprint);
    expect((await stat(join(model.folder, "onnx", "model.onnx"), { bigint: true })).mtimeNs).toBe(
      written.mtimeNs,
    );

    const encoder = createReferenceEncoder(model.encoder);
    const { vectors, batches } = await embed(model, TEXTS);
    expect(batches).toEqual([TEXTS.length]);
    for (const [text, vector] of vectors) {
      const found = cosine((await encoder.encode(text, "passage")).vector, vector);
      expect(found, text).toBeGreaterThan(0.999999);
    }
  });

  it("makes the file again when it is gone", async () => {
    const { open } = await openTiny({}, "safetensors");
    const { model } = await open();
    const path = join(model.folder, "onnx", "model.onnx");
    await rm(path);
    await open();
    expect((await stat(path)).size).toBeGreaterThan(1000);
  });
});

describe("a folder whose only ONNX file is dynamically quantised", () => {
  it("says what that means even if nothing is converted, and embeds one text at a time", async () => {
    const { open } = await openTiny({ weights: "dynamic uint8", oneWordScale: true }, "onnx");
    const first = await open();
    const second = await open();
    for (const { lines, model } of [first, second]) {
      expect(lines.join("\n")).toMatch(/models\/tiny quantises at run time.*one passage at a time/s);
      expect(model.batchDependent).toBe(true);
    }
    const { vectors, batches } = await embed(second.model, TEXTS);
    expect(batches).toEqual(TEXTS.map(() => 1));
    for (const text of TEXTS) {
      expect(vectors.get(text), text).toEqual((await embed(second.model, [text])).vectors.get(text));
    }
  });
});
