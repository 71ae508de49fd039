// nDCG by hand: gains are the grades themselves, discounts are logarithms of base 2, as trec_eval has both.

import { describe, expect, it } from "vitest";
import { ndcg } from "../../scripts/eval/metrics.ts";

const GRADES = { a: 3, b: 1, c: 2, wrong: 0 };
const IDEAL = 3 + 2 / Math.log2(3) + 1 / 2;

describe("ndcg", () => {
  it("is 1 for the best order and 0 where nothing relevant is found", () => {
    expect(ndcg(["a", "c", "b"], GRADES, 10)).toBe(1);
    expect(ndcg(["wrong", "unknown"], GRADES, 10)).toBe(0);
  });

  it("takes a grade as gain, not 2 to its power", () => {
    expect(ndcg(["b", "unknown", "a"], GRADES, 10)).toBeCloseTo((1 + 3 / 2) / IDEAL, 10);
  });

  it("looks no deeper than asked, in the best order either", () => {
    expect(ndcg(["c", "b", "a"], GRADES, 1)).toBeCloseTo(2 / 3, 10);
    expect(ndcg(["c", "b", "a"], GRADES, 2)).toBeCloseTo((2 + 1 / Math.log2(3)) / (3 + 2 / Math.log2(3)), 10);
  });

  it("refuses judgements without anything relevant", () => {
    expect(() => ndcg(["a"], { wrong: 0 }, 10)).toThrow(RangeError);
  });
});
