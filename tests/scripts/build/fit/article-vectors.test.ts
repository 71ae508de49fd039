// Vectors of whole articles: how one text's direction is composed, and what an archive makes of all of them.

import { describe, expect, it } from "vitest";
import { articleVectors } from "../../../../scripts/build/fit/article-vectors.ts";
import { articleVector, augment, composeDirection, dot } from "../../../../src/vector/article-vector.ts";
import { randomUnitVector } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";

const DIMS = 16;
const NOWHERE = new Float32Array(DIMS);

function axis(index: number): Float32Array {
  const vector = new Float32Array(DIMS);
  vector[index] = 1;
  return vector;
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

describe("the direction of a text", () => {
  it("is that of its only passage", () => {
    expect(composeDirection([axis(3)], DIMS)).toEqual(axis(3));
  });

  it("leans to its beginning, and has unit length", () => {
    const direction = composeDirection([axis(0), axis(1), axis(2)], DIMS);
    expect(direction[0]).toBeGreaterThan(direction[1] ?? 1);
    expect(direction[1]).toBeCloseTo(direction[2] ?? 0, 6);
    expect(lengthOf(direction)).toBeCloseTo(1, 6);
  });

  it("is that of the beginning where the passages cancel out", () => {
    const opposite = axis(0).map((x) => -x);
    expect(composeDirection([axis(0), opposite], DIMS)).toEqual(axis(0));
  });

  it("passes over passages without a word, and is zero without any", () => {
    expect(composeDirection([NOWHERE, axis(2)], DIMS)).toEqual(axis(2));
    expect(composeDirection([NOWHERE], DIMS)).toEqual(NOWHERE);
    expect(composeDirection([], DIMS)).toEqual(NOWHERE);
  });
});

describe("the vector of a text", () => {
  it("is free of what all articles have in common", () => {
    const common = axis(0);
    const centre = common.map((x) => x * 0.5);
    const vector = articleVector([composeDirection([common, axis(1)], DIMS)], centre);
    expect(dot(vector, axis(1))).toBeGreaterThan(dot(composeDirection([common, axis(1)], DIMS), axis(1)));
    expect(lengthOf(vector)).toBeCloseTo(1, 6);
  });

  it("is zero without a word, whatever the archive is about", () => {
    expect(articleVector([NOWHERE], axis(0))).toEqual(NOWHERE);
  });

  it("is refused for another space than the archive's", () => {
    expect(() => articleVector([axis(0)], new Float32Array(8))).toThrow(RangeError);
  });
});

describe("leaning on neighbours", () => {
  it("turns to the near and hardly to the distant", () => {
    const near = augment(axis(0), [{ vector: axis(1), cosine: 0.9 }]);
    const far = augment(axis(0), [{ vector: axis(1), cosine: 0.1 }]);
    expect(near[1]).toBeGreaterThan(0.5);
    expect(far[1]).toBeLessThan(0.02);
  });

  it("never turns away from an opposite", () => {
    expect(augment(axis(0), [{ vector: axis(1), cosine: -0.5 }])).toEqual(axis(0));
  });
});

describe("the vectors of an archive (seed 21)", () => {
  const random = seededRandom(21);
  const common = randomUnitVector(random, DIMS);
  const rows = Array.from({ length: 60 }, () => {
    const raw = randomUnitVector(random, DIMS);
    return [composeDirection([common, raw], DIMS), raw];
  });
  const { vectors, raw, centre } = articleVectors(rows, DIMS);

  it("have unit length", () => {
    for (const vector of [...vectors, ...raw]) expect(lengthOf(vector)).toBeCloseTo(1, 5);
  });

  it("are what the function makes of the same passages, before they lean on each other", () => {
    for (const [article, passages] of rows.entries()) {
      expect(raw[article]).toEqual(articleVector(passages, centre));
    }
  });

  it("bring neighbours nearer to an article than its raw vector is", () => {
    const nearest = (from: readonly Float32Array[], article: number) =>
      Math.max(...from.map((other, row) => (row === article ? -1 : dot(raw[article] ?? NOWHERE, other))));
    const mean = (from: readonly Float32Array[]) =>
      rows.reduce((sum, _, article) => sum + nearest(from, article), 0) / rows.length;
    expect(mean(vectors)).toBeGreaterThan(mean(raw) + 0.1);
  });

  it("leave two articles as alike as they are, since their mean is themselves", () => {
    const pair = articleVectors([[axis(0)], [composeDirection([axis(0), axis(1)], DIMS)]], DIMS);
    expect(dot(pair.raw[0] ?? NOWHERE, pair.raw[1] ?? NOWHERE)).toBeGreaterThan(0.7);
  });

  it("are zero for an article without a word, and none for no article", () => {
    expect(articleVectors([[NOWHERE], [axis(1)]], DIMS).vectors[0]).toEqual(NOWHERE);
    expect(articleVectors([], DIMS)).toEqual({ vectors: [], raw: [], centre: NOWHERE });
  });

  it("are refused where a passage is of another space", () => {
    expect(() => articleVectors([[axis(0)], [new Float32Array(8)]], DIMS)).toThrow(/ 8 dimensions.* 16 /);
  });
});
