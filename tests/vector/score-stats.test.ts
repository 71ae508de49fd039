// Mean and standard deviation of a query's scores.

import { describe, expect, it } from "vitest";
import { scoreStats } from "../../src/vector/score-stats.ts";

describe("scoreStats", () => {
  it("leaves out hidden rows", () => {
    const stats = scoreStats(Float32Array.of(99, 2, 4, 99, 6), Uint8Array.of(1, 0, 0, 1, 0));
    expect(stats.mean).toBe(4);
    expect(stats.deviation).toBeCloseTo(Math.sqrt(8 / 3), 12);
  });

  it("is 0 over nothing", () => {
    expect(scoreStats(new Float32Array())).toEqual({ mean: 0, deviation: 0 });
    expect(scoreStats(Float32Array.of(1, 2), Uint8Array.of(1, 1))).toEqual({ mean: 0, deviation: 0 });
  });

  it("has no deviation for equal scores, however they are rounded", () => {
    expect(scoreStats(new Float32Array(1000).fill(0.1)).deviation).toBe(0);
  });
});
