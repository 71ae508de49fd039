// all-MiniLM-L6-v2 on its real weights, held against sentence-transformers: the ONNX graph that we export, the
// tokenizer, and our encoder on the int8 weights that we make of it.

import { readFile } from "node:fs/promises";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Embedder } from "../../scripts/build/prepare/embed.ts";
import { openProject } from "../../scripts/files/project.ts";
import { exportOnnx } from "../../scripts/model/export-onnx.ts";
import { MINILM_NAME } from "../../scripts/model/fetch-minilm.ts";
import { type OpenModel, openModel } from "../../scripts/model/open-model.ts";
import { readWeights } from "../../scripts/model/weights-file.ts";
import { createEncoder, createReferenceEncoder } from "../../src/encoder/create-encoder.ts";
import { createTokenizer } from "../../src/encoder/file/tokenizer-kinds.ts";
import { cosine } from "../support/bundled-encoder.ts";
import { KERNEL_BUILDS } from "../support/kernels.ts";
import { type Golden, minilmFolder, readGolden } from "../support/minilm.ts";
import { silentReport } from "../support/silent-report.ts";
import { makeTempFolder, type TempFolder } from "../support/temp-folder.ts";

const MIN_FLOAT_COSINE = 0.99999;
const MIN_INT8_COSINE = 0.997;
/** Of a state whose numbers go to about 10: absolute plus relative, for sums of 1,536 products in another order. */
const STATE_TOLERANCE = { absolute: 2e-5, relative: 2e-5 } as const;

let golden: Golden;
let place: TempFolder;
let model: OpenModel;

beforeAll(async () => {
  golden = readGolden();
  const folder = minilmFolder();
  place = await makeTempFolder();
  model = await openModel(openProject(place.folder), place.folder, folder, silentReport);
});
afterAll(() => place?.remove());

describe(MINILM_NAME, () => {
  it("has the ids of sentence-transformers' tokenizer", () => {
    const tokenizer = createTokenizer(model.encoder);
    expect([...tokenizer.encode(golden.states.text).ids]).toEqual(golden.states.ids);
  });

  it(`embeds with the exported ONNX to a cosine of at least ${MIN_FLOAT_COSINE}, batches with padding included`, async () => {
    const embedder = await Embedder.open(model);
    const cosines: number[] = [];
    await embedder.embed(
      golden.vectors.map(({ text }) => text),
      {
        onBatch: (indices, vectors) => {
          for (const [row, index] of indices.entries()) {
            const expected = golden.vectors[index]?.vector ?? new Float32Array();
            cosines.push(cosine(vectors[row] ?? new Float32Array(), expected));
          }
        },
      },
    );
    expect(cosines).toHaveLength(golden.vectors.length);
    tell("exported ONNX in onnxruntime", cosines);
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(MIN_FLOAT_COSINE);
  });

  it(`is encoded by the reference encoder on int8 weights to a cosine of at least ${MIN_INT8_COSINE}`, async () => {
    const encoder = createReferenceEncoder(model.encoder);
    const cosines: number[] = [];
    for (const { text, vector } of golden.vectors)
      cosines.push(cosine((await encoder.encode(text, "passage")).vector, vector));
    tell("reference encoder on int8 weights", cosines);
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(MIN_INT8_COSINE);
  });

  it.each(
    KERNEL_BUILDS,
  )(`is encoded by the %s kernels to a cosine of at least ${MIN_INT8_COSINE}, to f32 on the same weights and to the original`, async (name, module) => {
    const encoder = await createEncoder(await readFile(model.encoderPath).then(wholeBytes), {
      base: module,
      relaxed: null,
    });
    const reference = createReferenceEncoder(model.encoder);
    const [toOriginal, toReference]: [number[], number[]] = [[], []];
    for (const { text, vector } of golden.vectors) {
      const found = (await encoder.encode(text, "passage")).vector;
      toOriginal.push(cosine(found, vector));
      toReference.push(cosine(found, (await reference.encode(text, "passage")).vector));
    }
    tell(`${name} kernels`, toOriginal);
    tell(`${name} kernels`, toReference, "the reference on the same weights");
    expect(Math.min(...toReference)).toBeGreaterThanOrEqual(MIN_INT8_COSINE);
    expect(Math.min(...toOriginal)).toBeGreaterThanOrEqual(MIN_INT8_COSINE);
  });

  it("has the states of the golden text after the embeddings and after every layer", async () => {
    const { parameters } = await readWeights(minilmFolder());
    const { ids, layers } = golden.states;
    const states = await runStates(exportOnnx(parameters, { hiddenStates: true }), ids);
    expect(states).toHaveLength(layers.length);
    for (const [layer, expected] of layers.entries()) {
      const found = states[layer] ?? new Float32Array();
      expect(found).toHaveLength(expected.length);
      let largest = 0;
      let relative = 0;
      let excess = Number.NEGATIVE_INFINITY;
      for (const [i, value] of expected.entries()) {
        const difference = Math.abs((found[i] ?? Number.NaN) - value);
        largest = Math.max(largest, difference);
        if (Math.abs(value) > 0.01) relative = Math.max(relative, difference / Math.abs(value));
        const allowed = STATE_TOLERANCE.absolute + STATE_TOLERANCE.relative * Math.abs(value);
        excess = Math.max(excess, difference - allowed);
      }
      console.log(
        `MiniLM, states ${layer}: largest difference ${largest.toExponential(2)}, ` +
          `relative ${relative.toExponential(2)} (of numbers above 0.01)`,
      );
      expect(excess, `states ${layer}`).toBeLessThanOrEqual(0);
    }
  });
});

/** The outputs `hidden_states.N` of an ONNX model in onnxruntime, in order, for one text of these ids. */
async function runStates(onnx: Uint8Array, ids: readonly number[]): Promise<Float32Array[]> {
  const session = await InferenceSession.create(onnx);
  const int64 = (values: readonly number[]) =>
    new Tensor("int64", BigInt64Array.from(values, BigInt), [1, ids.length]);
  const output = await session.run({
    input_ids: int64(ids),
    attention_mask: int64(ids.map(() => 1)),
    token_type_ids: int64(ids.map(() => 0)),
  });
  const names = session.outputNames.filter((name) => name.startsWith("hidden_states."));
  return names.map((name) => {
    const data = output[name]?.data;
    return data instanceof Float32Array ? data : new Float32Array();
  });
}

function wholeBytes(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}

function tell(what: string, cosines: readonly number[], to = "sentence-transformers"): void {
  const mean = cosines.reduce((sum, x) => sum + x, 0) / cosines.length;
  console.log(
    `MiniLM, ${what}: cosine to ${to} on ${cosines.length} texts: ` +
      `minimum ${Math.min(...cosines).toFixed(7)}, mean ${mean.toFixed(7)}`,
  );
}
