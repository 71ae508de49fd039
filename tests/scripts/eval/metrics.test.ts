// Measures by hand (gains are the grades themselves, discounts are logarithms of base 2), and by trec_eval on the
// invented rankings of tests/fixtures/trec-eval.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ndcg, recall, reciprocalRank } from "../../../scripts/eval/metrics.ts";

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

describe("recall", () => {
  it("refuses judgements without anything relevant", () => {
    expect(() => recall(["a"], { wrong: 0 }, 10)).toThrow(RangeError);
  });
});

const FIXTURE = "tests/fixtures/trec-eval";
const cases = z
  .array(
    z.object({ name: z.string(), grades: z.record(z.string(), z.number()), ranked: z.array(z.string()) }),
  )
  .parse(JSON.parse(readFileSync(`${FIXTURE}/judged-runs.json`, "utf8")));
const expected = z
  .object({
    queries: z.record(
      z.string(),
      z.object({ ndcg_cut_10: z.number(), recip_rank: z.number(), recall_100: z.number() }),
    ),
  })
  .parse(JSON.parse(readFileSync(`${FIXTURE}/expected.json`, "utf8")));

describe("the measures", () => {
  it.each(cases)("are those of trec_eval for a ranking with: $name", ({ name, grades, ranked }) => {
    const found = {
      ndcg_cut_10: ndcg(ranked, grades, 10),
      recip_rank: reciprocalRank(ranked, grades),
      recall_100: recall(ranked, grades, 100),
    };
    for (const [measure, value] of Object.entries(expected.queries[name] ?? { none: Number.NaN })) {
      expect(found[measure as keyof typeof found], measure).toBeCloseTo(value, 12);
    }
  });
});
