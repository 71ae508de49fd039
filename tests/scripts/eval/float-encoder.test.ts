// What encoders are measured against: @xenova/transformers through `FloatEncoder` has the reference encoder's vectors,
// on a small model's own ONNX file and on the one written from the weights of encoder.bin.

import { describe, expect, it } from "vitest";
import { cosine } from "../../../scripts/eval/cosine-figures.ts";
import { FloatEncoder } from "../../../scripts/eval/float-encoder.ts";
import { openMeasuredModel, shippedWeightsFolder } from "../../../scripts/eval/measured-model.ts";
import { stateDifferences } from "../../../scripts/eval/state-differences.ts";
import { openProject } from "../../../scripts/files/project.ts";
import { createReferenceEncoder } from "../../../src/encoder/create-encoder.ts";
import type { TextKind } from "../../../src/encoder/encoder.ts";
import { silentReport } from "../../support/silent-report.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { tinyBertFiles } from "../../support/tiny-bert.ts";

const SEED = 31_901;
const TEXTS = ["news", "the newspaper, in brief", "zzz", "a text beyond the limit ".repeat(20)];
const KINDS: readonly TextKind[] = ["query", "passage"];

async function openTiny(pooling: "mean" | "cls") {
  const files = tinyBertFiles({ seed: SEED, pooling });
  const root = await tempFolder(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`models/tiny/${path}`, content])),
  );
  const project = openProject(root);
  const model = await openMeasuredModel(project, "models/tiny", silentReport);
  const file = {
    ...model.encoder,
    profile: { ...model.encoder.profile, queryPrefix: "query: ", passagePrefix: "news " },
  };
  return { project, model, file, reference: createReferenceEncoder(file) };
}

describe.each(["mean", "cls"] as const)("FloatEncoder with %s pooling", (pooling) => {
  it("gives the reference encoder's vectors of queries and passages, cut where that one cuts", async () => {
    const { project, model, file, reference } = await openTiny(pooling);
    const { folder, quantized } = model;
    const { profile } = file;
    const shipped = await shippedWeightsFolder(project, model, silentReport);
    for (const found of [
      await FloatEncoder.open({ folder, quantized, profile }),
      await FloatEncoder.open({ folder: shipped, quantized: false, profile }),
    ]) {
      for (const text of TEXTS) {
        for (const kind of KINDS) {
          const { vector, ...facts } = await found.encode(text, kind, 16);
          const { vector: expected, ...expectedFacts } = await reference.encode(text, kind, 16);
          expect(facts, text).toEqual(expectedFacts);
          expect(cosine(vector, expected), `${kind}: ${text}`).toBeGreaterThan(0.999999);
        }
      }
    }
  });

  it("gives a text without a word piece the zero vector", async () => {
    const { model, file } = await openTiny(pooling);
    const found = await FloatEncoder.open({ ...model, profile: file.profile });
    expect(await found.encode(" \u200b", "query")).toEqual({
      vector: new Float32Array(found.dims),
      tokens: 0,
      truncated: false,
    });
  });
});

describe("stateDifferences", () => {
  it("finds none between an encoder and itself, and some to another prefix of the same length", async () => {
    const { file, reference } = await openTiny("mean");
    const layers = [0, 1, 2];
    expect(stateDifferences(reference, reference, TEXTS)).toEqual(
      layers.map((layer) => ({ layer, absolute: 0, relative: 0 })),
    );
    const other = createReferenceEncoder({ ...file, profile: { ...file.profile, passagePrefix: "query " } });
    for (const { absolute, relative } of stateDifferences(other, reference, TEXTS)) {
      expect(absolute).toBeGreaterThan(0.01);
      expect(relative).toBeGreaterThan(0.001);
    }
  });
});
