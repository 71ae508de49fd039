// The proof of an encoder's numbers on texts: cosines of the kernels' vectors to those of f32, both builds of the
// kernels bit for bit, and hidden states layer by layer. It computes and compares; measure-encoder.ts prints.

import { misfit } from "../../src/encoder/bert/memory-plan.ts";
import { createEncoder, createReferenceEncoder } from "../../src/encoder/create-encoder.ts";
import type { ModelEncoder } from "../../src/encoder/model-encoder.ts";
import type { KernelModules } from "../../src/wasm/kernels.ts";
import type { Project } from "../files/project.ts";
import type { OpenModel } from "../model/open-model.ts";
import type { Report } from "../terminal/report.ts";
import { type CosineFigures, cosine, cosineFigures, type TextCosine } from "./cosine-figures.ts";
import { FloatEncoder } from "./float-encoder.ts";
import { encoderBytes, shippedWeightsFolder } from "./measured-model.ts";
import { type StateDifference, stateDifferences } from "./state-differences.ts";

export interface ProofEncoders {
  readonly base: ModelEncoder;
  /** null where this engine has no relaxed SIMD. */
  readonly relaxed: ModelEncoder | null;
  /** Plain TypeScript on the weights of encoder.bin: the definition, too slow for thousands of texts. */
  readonly reference: ModelEncoder;
  /** The weights of encoder.bin in f32 by onnxruntime: the same numbers, fast. Held to `reference` before use. */
  readonly shipped: FloatEncoder;
  /** The model's own ONNX file, which an archive is embedded with. */
  readonly onnx: FloatEncoder;
}

export interface TextProof {
  /** Of the kernels to f32 with the weights of encoder.bin. */
  readonly shipped: CosineFigures;
  /** Of the kernels to the model's own ONNX file; for float models this has the rounding of the weights in it. */
  readonly onnx: CosineFigures;
  readonly tokens: number;
  /** Texts that were longer than the model reads; the beginning was compared. */
  readonly truncated: number;
  /** Texts without a word piece, which have no vector. */
  readonly empty: number;
  /** Texts whose vectors by the two builds differ in any bit; null with one build alone. */
  readonly unequal: number | null;
}

export interface StateProof {
  readonly texts: number;
  readonly layers: readonly StateDifference[];
  /** Least cosine of `shipped` to `reference`, at least `SAME_LEAST`. */
  readonly shippedLeast: number;
}

export const WORST_TEXTS = 3;
/** Two runtimes in f32 with the same weights; they have agreed to 1e-6. */
export const SAME_LEAST = 0.99999;

/** A shape that the kernels do not fit is an Error: there would be nothing to prove. */
export async function openProofEncoders(
  project: Project,
  model: OpenModel,
  modules: KernelModules,
  report: Report,
): Promise<ProofEncoders> {
  const { encoder: file, folder, quantized } = model;
  const { profile } = file;
  const problem = misfit(file.bert);
  if (problem !== null) throw new Error(`${model.name} is not encoded by the kernels: ${problem}`);
  const bytes = await encoderBytes(model);
  const shippedFolder = await shippedWeightsFolder(project, model, report);
  return {
    base: await createEncoder(bytes, { ...modules, relaxed: null }),
    relaxed: modules.relaxed === null ? null : await createEncoder(bytes, modules),
    reference: createReferenceEncoder(file),
    shipped: await FloatEncoder.open({ folder: shippedFolder, quantized: false, profile }),
    onnx: await FloatEncoder.open({ folder, quantized, profile }),
  };
}

/** Every text is read as a passage. `texts` without a single word piece are a RangeError. */
export async function proveVectors(
  encoders: ProofEncoders,
  texts: readonly string[],
  advance: (texts: number) => void,
): Promise<TextProof> {
  const { base, relaxed, shipped, onnx } = encoders;
  const toShipped: TextCosine[] = [];
  const toOnnx: TextCosine[] = [];
  const counts = { tokens: 0, truncated: 0, empty: 0, unequal: 0 };
  for (const text of texts) {
    const found = await base.encode(text, "passage");
    advance(1);
    if (found.tokens === 0) {
      counts.empty++;
      continue;
    }
    counts.tokens += found.tokens;
    if (found.truncated) counts.truncated++;
    const { vector } = found;
    if (relaxed !== null && !sameBits(vector, (await relaxed.encode(text, "passage")).vector))
      counts.unequal++;
    toShipped.push({ text, cosine: cosine(vector, (await shipped.encode(text, "passage")).vector) });
    toOnnx.push({ text, cosine: cosine(vector, (await onnx.encode(text, "passage")).vector) });
  }
  return {
    ...counts,
    shipped: cosineFigures(toShipped, WORST_TEXTS),
    onnx: cosineFigures(toOnnx, WORST_TEXTS),
    unequal: relaxed === null ? null : counts.unequal,
  };
}

/** Throws an Error where the fast f32 does not give the reference's vectors, for then nothing measured by it counts. */
export async function proveStates(encoders: ProofEncoders, texts: readonly string[]): Promise<StateProof> {
  const { base, relaxed, reference, shipped } = encoders;
  let least = 1;
  for (const text of texts) {
    const expected = await reference.encode(text, "passage");
    if (expected.tokens === 0) continue;
    least = Math.min(least, cosine((await shipped.encode(text, "passage")).vector, expected.vector));
  }
  if (least < SAME_LEAST) {
    throw new Error(
      `onnxruntime with the weights of encoder.bin has a cosine of ${least} to the reference encoder, ` +
        `${SAME_LEAST} is the least that is right. Delete .cache/eval and run this again.`,
    );
  }
  const layers = stateDifferences(relaxed ?? base, reference, texts);
  return { texts: texts.length, layers, shippedLeast: least };
}

/** As memory has them: a NaN equals itself, and 0 is not -0. */
function sameBits(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
}
