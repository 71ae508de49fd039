// The figures told of many cosines, and of hidden states.

import { describe, expect, it } from "vitest";
import { cosine, cosineFigures } from "../../../scripts/eval/cosine-figures.ts";
import { shuffled } from "../../support/generated.ts";
import { seededRandom } from "../../support/random.ts";

function texts(cosines: readonly number[]) {
  return cosines.map((value) => ({ text: `text ${value}`, cosine: value }));
}

describe("cosine", () => {
  it("does not mind the length of the vectors", () => {
    expect(cosine(Float32Array.of(3, 0), Float32Array.of(2, 2))).toBeCloseTo(Math.SQRT1_2, 7);
    expect(cosine(Float32Array.of(1, 2), Float32Array.of(-2, -4))).toBeCloseTo(-1, 7);
  });

  it("refuses vectors of different dimensions", () => {
    expect(() => cosine(new Float32Array(2), new Float32Array(3))).toThrow(RangeError);
  });
});

describe("cosineFigures", () => {
  it("tells least, 1st percentile, mean and the worst texts, whatever their order (seed 81)", () => {
    // 0.801, 0.802 … 1.000: two of two hundred are 1 %.
    const cosines = Array.from({ length: 200 }, (_, i) => (801 + i) / 1000);
    const figures = cosineFigures(texts(shuffled(seededRandom(81), cosines)), 3);
    expect(figures).toMatchObject({ texts: 200, least: 0.801, percentile1: 0.802 });
    expect(figures.mean).toBeCloseTo(0.9005, 10);
    expect(figures.worst.map(({ text }) => text)).toEqual(["text 0.801", "text 0.802", "text 0.803"]);
  });

  it("has the least as 1st percentile of up to a hundred texts", () => {
    expect(cosineFigures(texts([0.9, 0.7, 0.8]), 5)).toMatchObject({
      percentile1: 0.7,
      worst: { length: 3 },
    });
  });

  it("refuses no texts, and a cosine that is no number", () => {
    expect(() => cosineFigures([], 3)).toThrow(RangeError);
    expect(() => cosineFigures(texts([0.9, Number.NaN]), 3)).toThrow(/NaN/);
  });
});
