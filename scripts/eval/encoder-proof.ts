// Checks the arithmetic of an encoder on texts: cosines of the kernels' vectors to those of f32, both builds of the
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
  /** null if this engine has no relaxed SIMD. */
  readonly relaxed: ModelEncoder | null;
  /** Plain TypeScript with the weights of encoder.bin: the definition, too slow for thousands of texts. */
  readonly reference: ModelEncoder;
  /** The weights of encoder.bin in f32 with onnxruntime: the same numbers, fast. Checked against `reference` first. */
  readonly shipped: FloatEncoder;
  /** The model's ONNX file, which embeds the archive. */
  readonly onnx: FloatEncoder;
}

export interface TextProof {
  /** Cosines of the kernels to f32 with the weights of encoder.bin. */
  readonly shipped: CosineFigures;
  /** Cosines of the kernels to the model's ONNX file; for float models this includes the rounding of the weights. */
  readonly onnx: CosineFigures;
  readonly tokens: number;
  /** Texts longer than the model reads, of which the beginning was compared. */
  readonly truncated: number;
  /** Texts without a word piece, which have no vector. */
  readonly empty: number;
  /** Texts whose vectors differ in any bit between the two builds; null if there is only one build. */
  readonly unequal: number | null;
}

export interface StateProof {
  readonly texts: number;
  readonly layers: readonly StateDifference[];
  /** Lowest cosine of `shipped` to `reference`, at least `SAME_MIN`. */
  readonly shippedLeast: number;
}

export const WORST_TEXTS = 3;
/** For two f32 runtimes with the same weights, which have agreed to 1e-6. */
export const SAME_MIN = 0.99999;

/** An Error if the kernels do not support the model's shape: there would be nothing to check. */
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

/** Encodes every text as a passage. A RangeError if no text has a word piece. */
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

/** Throws an Error if the fast f32 differs from the reference, because then nothing measured with it counts. */
export async function proveStates(encoders: ProofEncoders, texts: readonly string[]): Promise<StateProof> {
  const { base, relaxed, reference, shipped } = encoders;
  let least = 1;
  for (const text of texts) {
    const expected = await reference.encode(text, "passage");
    if (expected.tokens === 0) continue;
    least = Math.min(least, cosine((await shipped.encode(text, "passage")).vector, expected.vector));
  }
  if (least < SAME_MIN) {
    throw new Error(
      `onnxruntime with the weights of encoder.bin has a cosine of ${least} to the reference encoder, ` +
        `at least ${SAME_MIN} is expected. Delete .cache/eval and run this again.`,
    );
  }
  const layers = stateDifferences(relaxed ?? base, reference, texts);
  return { texts: texts.length, layers, shippedLeast: least };
}

/** Bit for bit: NaN equals itself, and 0 is not -0. */
function sameBits(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((x, i) => Object.is(x, b[i]));
}
