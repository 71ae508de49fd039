// The WebAssembly encoder fulfils the contract in both builds, and its numbers match f32: layer by layer those of
// onnxruntime, and as vectors of four hundred texts those of @xenova/transformers.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createEncoder, createReferenceEncoder } from "../../../src/encoder/create-encoder.ts";
import { createTokenizer } from "../../../src/encoder/file/tokenizer-kinds.ts";
import { readArticleTexts } from "../../support/article-texts.ts";
import {
  BUNDLED_MODEL,
  bundledBytes,
  bundledWasmEncoder,
  cosine,
  openExtractor,
  readBundledModel,
} from "../../support/bundled-encoder.ts";
import { openGoldenStates } from "../../support/golden-states.ts";
import { KERNEL_BUILDS, KERNELS } from "../../support/kernels.ts";
import { describeEncoder } from "./encoder-suite.ts";

const MIN_COSINE = 0.999;
const MIN_MEAN_COSINE = 0.9996;
/** Every fifth of more than two thousand, since f32 takes most of the time. */
const TEXTS_STEP = 5;
const MIN_TEXTS = 400;
const TEXT_MAX_CHARS = 200;

for (const [name, module] of KERNEL_BUILDS)
  describeEncoder(`by the ${name} kernels`, () => bundledWasmEncoder(module));

function sampleTexts(): string[] {
  const queries = ["answerable", "unanswerable"].flatMap((name) =>
    readFileSync(join("content", "judgements", `${name}.jsonl`), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as { query: string }).query),
  );
  const texts = readArticleTexts().flatMap(({ title, sentences }) => [title, ...sentences]);
  return [...new Set([...queries, ...texts])].filter((text) => text.length <= TEXT_MAX_CHARS);
}

describe("the builds of the kernels", () => {
  it("produce the same vectors bit for bit", async () => {
    const base = await bundledWasmEncoder(KERNELS.base);
    const fast = await bundledWasmEncoder(KERNELS.relaxed);
    for (const [i, text] of sampleTexts().entries()) {
      if (i % 10 !== 0) continue;
      const expected = await base.encode(text, "query");
      expect(await fast.encode(text, "query"), text).toEqual(expected);
    }
  });
});

describe("the WebAssembly encoder with the bundled model", () => {
  it(`has a cosine of at least ${MIN_COSINE}, ${MIN_MEAN_COSINE} on average, to f32 on ${MIN_TEXTS} texts`, async () => {
    const encoder = await createEncoder(await bundledBytes(), KERNELS);
    const extract = await openExtractor(BUNDLED_MODEL);
    const texts = sampleTexts().filter((_, i) => i % TEXTS_STEP === 0);
    expect(texts.length).toBeGreaterThanOrEqual(MIN_TEXTS);
    let least = 1;
    let sum = 0;
    for (const text of texts) {
      const { vector } = await encoder.encode(text, "passage");
      const expected = await extract(text, { pooling: "mean", normalize: true });
      const found = cosine(vector, Float32Array.from(expected.data));
      expect(found, text).toBeGreaterThanOrEqual(MIN_COSINE);
      least = Math.min(least, found);
      sum += found;
    }
    console.log(
      `kernels: cosine to @xenova/transformers on ${texts.length} texts: ` +
        `minimum ${least.toFixed(5)}, mean ${(sum / texts.length).toFixed(5)}`,
    );
    expect(sum / texts.length).toBeGreaterThanOrEqual(MIN_MEAN_COSINE);
    await extract.dispose();
  }, 400_000);

  // Tolerances are in units of a state's own spread: layer norm gives each row a deviation of about 1.
  it.each([
    ["the reference", createReferenceOfBundled, 1e-4],
    ["the kernels", () => bundledWasmEncoder(KERNELS.relaxed), 0.5],
  ])("%s matches onnxruntime's states after every layer", async (name, create, tolerance) => {
    const file = await readBundledModel();
    const { layers, hidden } = file.bert;
    const path = resolve("models", BUNDLED_MODEL, "onnx", "model_quantized.onnx");
    const golden = await openGoldenStates(path, layers);
    const text = "Engineers closed the harbour bridge after cracks were found in two pillars.";
    const { ids } = createTokenizer(file).encode(text);
    const expected = await golden.statesOf(ids);
    const found = (await create()).hiddenStates(text, "passage");
    expect(found).toHaveLength(layers + 1);
    for (const [layer, states] of found.entries()) {
      expect(states).toHaveLength(ids.length * hidden);
      const { absolute, relative } = largestDifference(states, expected[layer] ?? new Float32Array());
      console.log(
        `${name}, layer ${layer}: largest difference to onnxruntime ${absolute.toExponential(2)} absolute, ` +
          `${relative.toExponential(2)} of the norm of the states`,
      );
      expect(absolute).toBeLessThan(tolerance);
      expect(relative).toBeLessThan(tolerance / 10);
    }
  });
});

async function createReferenceOfBundled() {
  return createReferenceEncoder(await readBundledModel());
}

/** Largest |found - expected|, and the norm of the difference as a share of the norm of what is expected. */
function largestDifference(found: Float32Array, expected: Float32Array) {
  let absolute = 0;
  let difference = 0;
  let size = 0;
  for (const [i, value] of expected.entries()) {
    const error = (found[i] ?? Number.NaN) - value;
    absolute = Math.max(absolute, Math.abs(error));
    difference += error ** 2;
    size += value ** 2;
  }
  return { absolute, relative: Math.sqrt(difference / size) };
}
