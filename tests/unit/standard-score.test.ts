// Standard scores against the textbook formula, and the order of hits.

import { describe, expect, it } from "vitest";
import { byScore, scoreOf, standardise } from "../../src/search/standard-score.ts";
import { shuffled } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

describe("standardise", () => {
  it.each([61, 62, 63])("gives mean 0 and deviation 1 over the ordinals, 0 elsewhere (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const scores = Float32Array.from({ length: 500 }, () => random() * 40 - 7);
    const among = [...scores.keys()].filter(() => random() < 0.6);
    const out = standardise(scores, among);
    const own = among.map((ordinal) => out[ordinal] ?? 0);
    const mean = own.reduce((sum, x) => sum + x, 0) / own.length;
    const variance = own.reduce((sum, x) => sum + (x - mean) ** 2, 0) / own.length;
    expect(mean).toBeCloseTo(0, 4);
    expect(variance).toBeCloseTo(1, 4);
    const inside = new Set(among);
    expect([...out.keys()].filter((ordinal) => !inside.has(ordinal) && out[ordinal] !== 0)).toEqual([]);
  });

  it("follows the formula", () => {
    expect([...standardise(Float32Array.of(1, 99, 3), [0, 2])]).toEqual([-1, 0, 1]);
  });

  it.each([
    ["all are equal", Float32Array.of(2, 2, 2), [0, 1, 2]],
    ["there is one", Float32Array.of(5), [0]],
    ["there is none", Float32Array.of(5, 6), []],
  ])("is 0 throughout where %s", (_, scores, among) => {
    expect([...standardise(scores, among)].every((x) => x === 0)).toBe(true);
  });
});

describe("scoreOf", () => {
  it("rises with the standard score and stays between 0 and 1", () => {
    const scores = [-1000, -3, 0, 1, 3, 6, 1000].map(scoreOf);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    expect(new Set(scores.slice(1, 6)).size).toBe(5);
  });
});

describe("byScore", () => {
  it("orders by falling score, the newer article first where scores are equal", () => {
    const scores = Float32Array.of(1, 3, 3, 2, 3);
    const random = seededRandom(64);
    for (let round = 0; round < 10; round++) {
      expect(byScore(shuffled(random, [0, 1, 2, 3, 4]), scores)).toEqual([1, 2, 4, 3, 0]);
    }
  });

  it("leaves its input as it was", () => {
    const ordinals = [0, 1];
    byScore(ordinals, Float32Array.of(1, 2));
    expect(ordinals).toEqual([0, 1]);
  });
});
