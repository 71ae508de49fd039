// Each kernel is compared with a plain computation in double precision, in both builds, on seeded random input of
// awkward sizes. Such code breaks at sizes near a tile's width, odd row counts and values far apart.

import { describe, expect, it } from "vitest";
import { gelu } from "../../../src/encoder/bert/gelu.ts";
import { BLOCK, blockSums, toTiles } from "../../../src/encoder/file/weight-tiles.ts";
import { chooseModule, hasRelaxedSimd, instantiateKernels } from "../../../src/wasm/kernels.ts";
import { createMemory, MEMORY_START } from "../../../src/wasm/memory.ts";
import { KERNEL_BUILDS, KERNELS } from "../../support/kernels.ts";
import { seededRandom } from "../../support/random.ts";

const { base, relaxed } = KERNELS;

/** One build with separate memory, into which arrays are placed one after another. */
function openKernels(module: WebAssembly.Module) {
  const memory = createMemory(8 * 1024 * 1024);
  const kernels = instantiateKernels(module, memory);
  let end = MEMORY_START;
  const room = (bytes: number): number => {
    const start = end;
    end = Math.ceil((start + bytes) / 64) * 64;
    return start;
  };
  return {
    kernels,
    room,
    put(view: Float32Array | Int8Array | Int32Array | Int16Array): number {
      const start = room(view.byteLength);
      new Uint8Array(memory.buffer, start).set(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
      return start;
    },
    floats: (start: number, length: number) => new Float32Array(memory.buffer, start, length).slice(),
    words: (start: number, length: number) => new Uint32Array(memory.buffer, start, length).slice(),
  };
}

function normal(random: () => number, length: number, spread = 1): Float32Array {
  return Float32Array.from({ length }, () => (random() + random() + random() - 1.5) * 2 * spread);
}

function expectClose(
  found: Float32Array,
  expected: ArrayLike<number>,
  absolute: number,
  relative: number,
): void {
  expect(found).toHaveLength(expected.length);
  let worst = 0;
  for (const [i, value] of found.entries()) {
    const wanted = expected[i] ?? Number.NaN;
    const excess = Math.abs(value - wanted) / (absolute + relative * Math.abs(wanted));
    if (!(excess <= 1)) throw new Error(`value ${i} is ${value}, ${wanted} was expected`);
    worst = Math.max(worst, excess);
  }
  expect(worst).toBeLessThanOrEqual(1);
}

/** What the kernels' quantise.ts describes, in double precision: whole numbers with a scale and an offset per block. */
function quantised(x: Float32Array): Float64Array {
  const out = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += BLOCK) {
    const block = x.subarray(start, start + BLOCK);
    const least = Math.min(...block);
    const scale = Math.fround(Math.fround(Math.max(...block) - least) / 127);
    for (const [i, value] of block.entries()) {
      out[start + i] = scale === 0 ? least : least + scale * Math.round((value - least) / scale);
    }
  }
  return out;
}

describe.each(KERNEL_BUILDS)("the %s kernels", (_, module) => {
  it.each([
    [1, 1, 32, 16],
    [2, 2, 64, 48],
    [3, 5, 96, 32],
    [4, 8, 384, 96],
    [5, 7, 256, 64],
  ])("multiply what they quantise (seed %i, %i rows, %i inputs, %i outputs)", (seed, rows, inputs, outputs) => {
    const random = seededRandom(seed);
    const { kernels, put, room, floats } = openKernels(module);
    const x = normal(random, rows * inputs);
    // A few columns are far larger than the rest, as a BERT's are.
    for (let row = 0; row < rows; row++) x[row * inputs + (row % inputs)] = 30;
    const weights = Int8Array.from({ length: outputs * inputs }, () => Math.round(random() * 254 - 127));
    const scales = normal(random, outputs, 0.01);
    const bias = normal(random, outputs);
    const fullRows = Math.ceil(rows / 4) * 4;
    const from = put(x);
    const values = room(fullRows * inputs * 2);
    const blockScales = room(fullRows * inputs);
    const offsets = room(fullRows * inputs);
    const to = room(fullRows * outputs * 4);
    const tiles = put(toTiles(weights, { outputs, inputs }));
    const sums = put(blockSums(weights, { outputs, inputs }));
    kernels.quantise(from, rows, inputs, values, blockScales, offsets);
    const [weightScales, biasAt] = [put(scales), put(bias)];
    kernels.product(
      values,
      blockScales,
      offsets,
      rows,
      inputs,
      tiles,
      sums,
      weightScales,
      biasAt,
      outputs,
      to,
    );
    const seen = quantised(x);
    const expected = Float64Array.from({ length: rows * outputs }, (_, at) => {
      const [row, output] = [Math.floor(at / outputs), at % outputs];
      let sum = 0;
      for (let i = 0; i < inputs; i++)
        sum += (seen[row * inputs + i] ?? 0) * (weights[output * inputs + i] ?? 0);
      return sum * (scales[output] ?? 0) + (bias[output] ?? 0);
    });
    // A value just between two whole numbers may be rounded either way in f32.
    const step = (30 / 127) * (127 * 0.03);
    expectClose(floats(to, rows * outputs), expected, step, 1e-4);
    const close = floats(to, rows * outputs).filter(
      (value, i) => Math.abs(value - (expected[i] ?? 0)) < 1e-2,
    );
    expect(close.length / (rows * outputs)).toBeGreaterThan(0.9);
  });

  it("quantise a block of equal values losslessly", () => {
    const { kernels, put, room, floats } = openKernels(module);
    const from = put(new Float32Array(BLOCK).fill(-2.5));
    const [values, scales, offsets] = [room(BLOCK * 2), room(64), room(64)];
    kernels.quantise(from, 1, BLOCK, values, scales, offsets);
    expect([...floats(scales, 1), ...floats(offsets, 1)]).toEqual([0, -2.5]);
  });

  it("compute GELU to within 3e-7, or 4e-7 of its value", () => {
    const { kernels, put, floats } = openKernels(module);
    const x = Float32Array.from({ length: 4000 }, (_, i) => (i - 2000) / 150);
    const at = put(Float32Array.of(...x, -40, 40, -0, 1e-30));
    kernels.gelu(at, x.length + 4);
    const found = floats(at, x.length + 4);
    expectClose(found.subarray(0, x.length), Array.from(x, gelu), 3e-7, 4e-7);
    expectClose(found.subarray(x.length), [0, 40, 0, 5e-31], 1e-30, 0);
  });

  it.each([
    [11, 1, 12],
    [12, 5, 384],
  ])("normalise rows, and sums of rows (seed %i, %i of %i)", (seed, rows, width) => {
    const random = seededRandom(seed);
    const { kernels, put, floats } = openKernels(module);
    const [x, change] = [normal(random, rows * width, 3), normal(random, rows * width)];
    const [weight, bias] = [normal(random, width), normal(random, width)];
    const eps = 1e-12;
    const expected = (add: boolean) =>
      Float64Array.from({ length: rows * width }, (_, at) => {
        const row = Math.floor(at / width);
        const values = Array.from({ length: width }, (_, i) => {
          const place = row * width + i;
          return (x[place] ?? 0) + (add ? (change[place] ?? 0) : 0);
        });
        const mean = values.reduce((sum, v) => sum + v, 0) / width;
        const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / width;
        const unit = ((values[at % width] ?? 0) - mean) / Math.sqrt(variance + eps);
        return unit * (weight[at % width] ?? 0) + (bias[at % width] ?? 0);
      });
    const [weightAt, biasAt] = [put(weight), put(bias)];
    const plain = put(x);
    kernels.normalise(plain, rows, width, weightAt, biasAt, eps);
    expectClose(floats(plain, rows * width), expected(false), 2e-6, 2e-6);
    const sum = put(x);
    kernels.addAndNormalise(sum, put(change), rows, width, weightAt, biasAt, eps);
    expectClose(floats(sum, rows * width), expected(true), 2e-6, 2e-6);
  });

  it.each([
    [21, 1, 8],
    [22, 3, 32],
    [23, 8, 16],
    [24, 13, 64],
  ])("attend (seed %i, %i rows, heads of %i)", (seed, rows, width) => {
    const random = seededRandom(seed);
    const { kernels, put, room, floats } = openKernels(module);
    const stride = 2 * width;
    const padded = rows + 4;
    // Data beyond the rows must not affect the result.
    const filled = () => normal(random, padded * stride, 2).fill(1e20, rows * stride);
    const [query, key, value] = [filled(), filled(), filled()];
    const expected = new Float64Array(rows * width);
    for (let row = 0; row < rows; row++) {
      const weights = Array.from({ length: rows }, (_, other) => {
        let score = 0;
        for (let i = width; i < stride; i++)
          score += (query[row * stride + i] ?? 0) * (key[other * stride + i] ?? 0);
        return Math.exp(score / Math.sqrt(width));
      });
      const total = weights.reduce((sum, w) => sum + w, 0);
      for (let i = 0; i < width; i++) {
        for (const [other, weight] of weights.entries()) {
          expected[row * width + i] =
            (expected[row * width + i] ?? 0) + (weight / total) * (value[other * stride + width + i] ?? 0);
        }
      }
    }
    const columns = Math.ceil(rows / 8) * 8;
    const head = width * 4;
    const mixed = room(padded * stride * 4);
    kernels.attend(
      put(query) + head,
      put(key) + head,
      put(value) + head,
      mixed + head,
      rows,
      stride,
      width,
      room(width * columns * 4),
      room(4 * columns * 4),
    );
    const found = floats(mixed, rows * stride).filter((_, i) => i % stride >= width);
    expectClose(found, expected, 1e-5, 1e-5);
  });

  it("look up rows of the tables, and pool them", () => {
    const random = seededRandom(31);
    const { kernels, put, room, floats } = openKernels(module);
    const [vocabulary, width] = [5, 16];
    const words = Int8Array.from({ length: vocabulary * width }, () => Math.round(random() * 254 - 127));
    const scales = normal(random, vocabulary);
    const positions = normal(random, 3 * width);
    const ids = Int32Array.of(4, 0, 4);
    const states = room(3 * width * 4);
    kernels.embed(put(ids), 3, width, put(words), put(scales), put(positions), states);
    const expected = Float64Array.from({ length: 3 * width }, (_, at) => {
      const id = ids[Math.floor(at / width)] ?? 0;
      return (words[id * width + (at % width)] ?? 0) * (scales[id] ?? 0) + (positions[at] ?? 0);
    });
    expectClose(floats(states, 3 * width), expected, 1e-6, 1e-6);

    const to = room(width * 4);
    const sums = Array.from({ length: width }, (_, i) =>
      [0, 1, 2].reduce((sum, row) => sum + (expected[row * width + i] ?? 0), 0),
    );
    for (const [pool, pooled] of [
      [kernels.poolMean, sums],
      [kernels.poolFirst, [...expected.subarray(0, width)]],
    ] as const) {
      const length = Math.hypot(...pooled);
      expect(pool(states, 3, width, to)).toBeCloseTo(length, 2);
      expectClose(
        floats(to, width),
        pooled.map((x) => x / length),
        1e-6,
        1e-6,
      );
    }
  });
});

describe("the choice of a build", () => {
  it("prefers the relaxed one if the engine supports it and it exists", () => {
    expect(hasRelaxedSimd()).toBe(true);
    expect(chooseModule({ base, relaxed })).toBe(relaxed);
    expect(chooseModule({ base, relaxed: null })).toBe(base);
  });

  it("tests the engine with a module that can only fail because of that instruction", () => {
    expect(WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))).toBe(true);
    const names = (module: WebAssembly.Module) => WebAssembly.Module.exports(module).map(({ name }) => name);
    expect(names(relaxed)).toEqual(names(base));
  });
});
