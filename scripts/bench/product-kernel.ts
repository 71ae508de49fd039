// The weight product of the kernels by itself, on seeded numbers: checked against a plain one, then ready to be timed.

import { BLOCK, blockSums, tileShape, toTiles } from "../../src/encoder/bert/weight-tiles.ts";
import { hasRelaxedSimd, instantiateKernels, type KernelModules } from "../../src/wasm/kernels.ts";
import { createMemory, MEMORY_START } from "../../src/wasm/memory.ts";

export const KERNEL_BUILDS = ["relaxed", "base"] as const;
export type KernelBuild = (typeof KERNEL_BUILDS)[number];

export interface ProductSize {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Columns of a row that share a scale, as in src/kernels/quantise.ts. */
/** Bytes of an activation in each build, as in src/kernels/quantise.ts. */
const ACTIVATION_BYTES: Readonly<Record<KernelBuild, number>> = { relaxed: 1, base: 2 };
const ALIGNMENT = 64;
/** Of the largest output: rounding of up to 24 blocks that are summed in f32. */
const TOLERANCE = 1e-5;
/** Rows of activations that a kernel may read beyond the last. */
const SPARE_ROWS = 4;

/** The module of one build; null where this engine, or the build of the kernels, does not have it. */
export function moduleOf({ base, relaxed }: KernelModules, build: KernelBuild): WebAssembly.Module | null {
  if (build === "base") return base;
  return hasRelaxedSimd() ? relaxed : null;
}

/** A function that multiplies once. A result that differs from the plain product's is an Error. */
export function prepareProduct(
  module: WebAssembly.Module,
  build: KernelBuild,
  size: ProductSize,
  random: () => number,
): () => void {
  const { rows, inputs, outputs } = size;
  const [panels, panelBytes] = tileShape(size);
  const padded = rows + SPARE_ROWS;
  let end = MEMORY_START;
  const take = (bytes: number): number => {
    const start = end;
    end = Math.ceil((start + bytes) / ALIGNMENT) * ALIGNMENT;
    return start;
  };
  const floats = (count: number) => take(count * Float32Array.BYTES_PER_ELEMENT);
  const from = floats(rows * inputs);
  const values = take(padded * inputs * ACTIVATION_BYTES[build]);
  const scales = floats((padded * inputs) / BLOCK);
  const offsets = floats((padded * inputs) / BLOCK);
  const tiles = take(panels * panelBytes);
  const sums = floats((inputs / BLOCK) * outputs);
  const weightScales = floats(outputs);
  const bias = floats(outputs);
  const to = floats(padded * outputs);
  const memory = createMemory(end);
  const kernels = instantiateKernels(module, memory);

  const x = new Float32Array(memory.buffer, from, rows * inputs);
  for (let i = 0; i < x.length; i++) x[i] = random() * 2 - 1;
  const weights = new Int8Array(outputs * inputs).map(() => Math.round(random() * 254) - 127);
  new Int8Array(memory.buffer, tiles).set(toTiles(weights, size));
  const scaleOf = new Float32Array(memory.buffer, weightScales, outputs).fill(1 / 127);
  const biasOf = new Float32Array(memory.buffer, bias, outputs);
  for (let i = 0; i < outputs; i++) biasOf[i] = random();
  new Float32Array(memory.buffer, sums, (inputs / BLOCK) * outputs).set(blockSums(weights, size));
  kernels.quantise(from, rows, inputs, values, scales, offsets);
  const run = () =>
    kernels.product(values, scales, offsets, rows, inputs, tiles, sums, weightScales, bias, outputs, to);
  run();

  const Levels = build === "relaxed" ? Uint8Array : Int16Array;
  const level = new Levels(memory.buffer, values, rows * inputs);
  const scale = new Float32Array(memory.buffer, scales, (rows * inputs) / BLOCK);
  const offset = new Float32Array(memory.buffer, offsets, (rows * inputs) / BLOCK);
  const result = new Float32Array(memory.buffer, to, rows * outputs);
  let [largest, difference] = [0, 0];
  for (let row = 0; row < rows; row++) {
    for (let output = 0; output < outputs; output++) {
      let sum = 0;
      for (let input = 0; input < inputs; input++) {
        const at = row * inputs + input;
        const block = Math.floor(at / BLOCK);
        const activation = (offset[block] ?? 0) + (scale[block] ?? 0) * (level[at] ?? 0);
        sum += activation * (weights[output * inputs + input] ?? 0);
      }
      const expected = sum * (scaleOf[output] ?? 0) + (biasOf[output] ?? 0);
      largest = Math.max(largest, Math.abs(expected));
      difference = Math.max(difference, Math.abs(expected - (result[row * outputs + output] ?? Number.NaN)));
    }
  }
  if (!(difference <= TOLERANCE * largest)) {
    throw new Error(
      `The product ${rows} × ${inputs} × ${outputs} is off by ${difference}, at most ${TOLERANCE * largest} was expected.`,
    );
  }
  return run;
}
