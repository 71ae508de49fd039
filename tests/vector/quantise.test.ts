// Quantised vectors: how near they stay to the ones they were made from.

import { describe, expect, it } from "vitest";
import { meanDirection } from "../../src/vector/mean-direction.ts";
import { dequantiseRow, quantise } from "../../src/vector/quantise.ts";
import { randomUnitVector } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const DIMS = 384;

describe("quantise", () => {
  it.each([41, 42, 43])("keeps every component within half a step (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const vectors = Array.from({ length: 50 }, () => randomUnitVector(random, DIMS));
    const quantised = quantise(vectors, DIMS);
    for (const [row, vector] of vectors.entries()) {
      const step = quantised.scales[row] ?? 0;
      const back = dequantiseRow(quantised, row);
      const worst = Math.max(...back.map((x, i) => Math.abs(x - (vector[i] ?? 0))));
      expect(worst).toBeLessThanOrEqual(step / 2 + 1e-7);
    }
  });

  it("uses the whole range: the largest component becomes 127 or -127", () => {
    const { values, scales } = quantise([Float32Array.of(0.5, -0.25), Float32Array.of(0.1, -0.2)], 2);
    expect([...values]).toEqual([127, -63, 64, -127]);
    expect(scales[0]).toBeCloseTo(0.5 / 127, 7);
    expect(scales[1]).toBeCloseTo(0.2 / 127, 7);
  });

  it("keeps a zero vector zero", () => {
    const quantised = quantise([new Float32Array(3)], 3);
    expect([...dequantiseRow(quantised, 0)]).toEqual([0, 0, 0]);
  });

  it("makes nothing of no vectors", () => {
    expect(quantise([], 3)).toEqual({ values: new Int8Array(0), scales: new Float32Array(0), dims: 3 });
  });

  it("refuses a vector of another length, naming row and lengths", () => {
    expect(() => quantise([new Float32Array(3), new Float32Array(4)], 3)).toThrow(
      new RangeError("quantise: vector 1 has 4 of 3 dimensions"),
    );
  });

  it.each([-1, 1, Number.NaN])("refuses row %d of one", (row) => {
    expect(() => dequantiseRow(quantise([new Float32Array(2)], 2), row)).toThrow(RangeError);
  });
});

describe("meanDirection", () => {
  it("points between its vectors and has length 1", () => {
    const mean = meanDirection([Float32Array.of(1, 0), Float32Array.of(0, 1)], 2);
    expect(mean?.[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(mean?.[1]).toBeCloseTo(Math.SQRT1_2, 6);
  });

  it("is the vector itself where there is one", () => {
    const vector = randomUnitVector(seededRandom(44), DIMS);
    const mean = meanDirection([vector], DIMS) ?? new Float32Array();
    expect(Math.max(...mean.map((x, i) => Math.abs(x - (vector[i] ?? 0))))).toBeLessThan(1e-6);
  });

  it("is null where the vectors cancel out or there is none", () => {
    expect(meanDirection([Float32Array.of(1, 0), Float32Array.of(-1, 0)], 2)).toBeNull();
    expect(meanDirection([], 2)).toBeNull();
  });
});
