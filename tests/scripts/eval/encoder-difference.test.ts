// The difference that the function's arithmetic makes to a ranking.

import { describe, expect, it } from "vitest";
import { agreement, encoderDifference } from "../../../scripts/eval/encoder-difference.ts";
import type { RankingFigures } from "../../../scripts/eval/evaluate-set.ts";

const figures = (ndcg: readonly number[]): RankingFigures => ({
  set: "town",
  ranking: "semantic",
  values: { ndcg, mrr: ndcg, recall: ndcg },
  answers: null,
  run: [],
});

describe("encoderDifference", () => {
  it("is the mean with the kernels less the mean in f32, and counts the queries that changed", () => {
    expect(encoderDifference(figures([1, 0.5, 0]), figures([1, 0.8, 0]))).toEqual({
      set: "town",
      ranking: "semantic",
      queries: 3,
      float: expect.closeTo(0.6, 10),
      kernels: 0.5,
      difference: expect.closeTo(-0.1, 10),
      changed: 1,
    });
  });

  it("refuses figures of other queries", () => {
    expect(() => encoderDifference(figures([1]), figures([1, 0]))).toThrow(RangeError);
  });
});

describe("agreement", () => {
  it("is 1 less the largest difference in either direction", () => {
    const lower = encoderDifference(figures([0.5]), figures([0.52]));
    const higher = encoderDifference(figures([0.5]), figures([0.49]));
    expect(agreement([lower, higher])).toBeCloseTo(0.98, 10);
  });

  it("is unknown if nothing was compared", () => {
    expect(agreement([])).toBeNull();
  });
});
