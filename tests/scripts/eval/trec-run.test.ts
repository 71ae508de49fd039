// A TREC run must be read by others as it was meant: columns by white space, order by score in single precision.

import { describe, expect, it } from "vitest";
import { trecRun } from "../../../scripts/eval/trec-run.ts";

const run = (ids: readonly string[], scores: readonly number[]) =>
  trecRun([{ query: "q1", ranked: ids.map((id, i) => ({ id, score: scores[i] ?? 0 })) }], "tag");
const column = (text: string, number: number) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ")[number]);

describe("a TREC run", () => {
  it("has six columns a hit, with ranks from 1", () => {
    expect(run(["a", "b"], [0.5, 0.25])).toBe("q1 Q0 a 1 0.5 tag\nq1 Q0 b 2 0.25 tag\n");
  });

  it("has scores that fall strictly in single precision where the engine's are equal or nearly so", () => {
    const scores = [1, 1 - 1e-12, 1 - 1e-12, 0.5, 0.5, 1e-60, 0, 0, 0];
    const found = column(run(["a", "b", "c", "d", "e", "f", "g", "h", "i"], scores), 4).map((text) =>
      Math.fround(Number(text)),
    );
    expect(found.slice(1).every((score, i) => score < (found[i] ?? Number.NaN))).toBe(true);
  });

  it("writes ids with white space so that they are one column, and others as they are", () => {
    expect(column(run(["Paris (1)", "a/b"], [1, 0.5]), 2)).toEqual(["Paris~20~281~29", "a/b"]);
  });

  it("has no line for a query without a hit", () => {
    expect(trecRun([{ query: "q1", ranked: [] }], "tag")).toBe("");
  });
});
