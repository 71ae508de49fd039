// Intervals and p-values, held to cases whose exact answer is known by counting.

import { describe, expect, it } from "vitest";
import { estimate, estimateMean, randomisationTest } from "../../../scripts/eval/uncertainty.ts";
import { seededRandom } from "../../support/random.ts";

describe("estimateMean", () => {
  it("gives the mean of the sets' means, each set counting the same", () => {
    expect(estimateMean([[1, 1, 1, 1], [0]], 1).value).toBe(0.5);
  });

  it("has no width where no query differs from another", () => {
    expect(estimateMean([[0.3, 0.3, 0.3]], 1)).toEqual({
      value: expect.closeTo(0.3, 12),
      low: expect.closeTo(0.3, 12),
      high: expect.closeTo(0.3, 12),
    });
  });

  it("is as wide as the normal approximation for many queries (seed 7)", () => {
    const random = seededRandom(7);
    const values = Array.from({ length: 2000 }, random);
    const { value, low, high } = estimateMean([values], 7);
    // Uniform values have a deviation of 1/√12.
    const half = 1.96 / Math.sqrt(12 * values.length);
    expect(low - (value - half)).toBeCloseTo(0, 2);
    expect((high - low) / (2 * half)).toBeGreaterThan(0.9);
    expect((high - low) / (2 * half)).toBeLessThan(1.1);
  });

  it("holds the true mean in about 95 of 100 samples (seed 11)", () => {
    const random = seededRandom(11);
    let holds = 0;
    for (let round = 0; round < 200; round++) {
      const { low, high } = estimateMean([Array.from({ length: 60 }, random)], round);
      if (low <= 0.5 && 0.5 <= high) holds++;
    }
    expect(holds).toBeGreaterThanOrEqual(180);
    expect(holds).toBeLessThan(200);
  });

  it("is the same for the same seed", () => {
    const values = [[0.1, 0.9, 0.4, 0.7], [0.2]];
    expect(estimateMean(values, 5)).toEqual(estimateMean(values, 5));
  });

  it("refuses a set without a query", () => {
    expect(() => estimate([[1], []], () => 0, 1)).toThrow(RangeError);
  });
});

describe("randomisationTest", () => {
  it("gives 1 where two systems do not differ", () => {
    expect(randomisationTest([[0.2, 0.5]], [[0.2, 0.5]], 1)).toBe(1);
  });

  it("comes near the share of all assignments that are as extreme", () => {
    // Of 2^6 signs only the two with all alike reach the sum: p = 2/64.
    const better = [0.9, 0.8, 0.7, 0.6, 0.9, 0.8];
    const worse = better.map((value, i) => value - 0.1 - i / 100);
    expect(randomisationTest([better], [worse], 3)).toBeCloseTo(2 / 64, 2);
  });

  it("counts every permutation of a mixed sample as a plain enumeration does (seed 23)", () => {
    const random = seededRandom(23);
    const a = Array.from({ length: 10 }, random);
    const b = Array.from({ length: 10 }, random);
    const differences = a.map((value, i) => value - (b[i] ?? 0));
    const observed = Math.abs(differences.reduce((sum, x) => sum + x, 0)) - 1e-9;
    let extreme = 0;
    for (let signs = 0; signs < 1024; signs++) {
      const sum = differences.reduce((total, x, i) => total + ((signs >> i) & 1 ? x : -x), 0);
      if (Math.abs(sum) >= observed) extreme++;
    }
    expect(randomisationTest([a], [b], 23)).toBeCloseTo(extreme / 1024, 1);
  });

  it("lets each set count the same, whatever its number of queries", () => {
    const many = Array.from({ length: 100 }, () => 0.5);
    const few = [1, 1, 1, 1, 1, 1];
    // The large set is equal in both, so only the small one decides: 2/64 again.
    const p = randomisationTest([many, few], [many, few.map(() => 0)], 4);
    expect(p).toBeCloseTo(2 / 64, 2);
  });

  it("refuses systems that were not measured on the same queries", () => {
    expect(() => randomisationTest([[1, 2]], [[1]], 1)).toThrow(RangeError);
    expect(() => randomisationTest([[1]], [[1], [2]], 1)).toThrow(RangeError);
  });
});
