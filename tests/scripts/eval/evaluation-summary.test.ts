// Figures of queries to rows of sets, the row over all sets, and the gates that a pipeline may set.

import { describe, expect, it } from "vitest";
import { answerFigures } from "../../../scripts/eval/answer-measures.ts";
import type { RankingFigures, RankingName } from "../../../scripts/eval/evaluate-set.ts";
import { ALL_SETS, summarise } from "../../../scripts/eval/evaluation-summary.ts";
import { checkGates } from "../../../scripts/eval/gates.ts";

function figures(set: string, ranking: RankingName, ndcg: readonly number[]): RankingFigures {
  return {
    set,
    ranking,
    values: { ndcg, mrr: ndcg.map((value) => value / 2), recall: ndcg.map(() => 1) },
    answers: ranking === "related" ? null : answerFigures({ answerable: [1], unanswerable: [0] }, 0.5, 1),
    run: [],
  };
}

const MEASURED = [
  figures("large", "hybrid", [0.9, 0.7, 0.8, 0.8]),
  figures("large", "keyword", [0.5, 0.7, 0.4, 0.4]),
  figures("small", "hybrid", [0.4]),
  figures("small", "keyword", [0.5]),
  figures("links", "related", [0.6, 0.8]),
];

describe("a summary", () => {
  const { rows, answers } = summarise(MEASURED, 1);
  const row = (set: string, ranking: RankingName) =>
    rows.find((one) => one.set === set && one.ranking === ranking);

  it("has a row for each set and ranking, and one over the sets where there are several", () => {
    expect(rows.map(({ set, ranking }) => `${set} ${ranking}`)).toEqual([
      "large hybrid",
      "large keyword",
      "small hybrid",
      "small keyword",
      "links related",
      `${ALL_SETS} hybrid`,
      `${ALL_SETS} keyword`,
    ]);
  });

  it("lets each set count the same in the mean", () => {
    expect(row(ALL_SETS, "hybrid")?.ndcg.value).toBeCloseTo((0.8 + 0.4) / 2, 12);
    expect(row(ALL_SETS, "keyword")?.queries).toBe(5);
    expect(answers[0]).toMatchObject({ ranking: "hybrid", sets: 2, balanced: 1 });
  });

  it("compares every mode with the first one on the same queries, and related articles with none", () => {
    expect(row("large", "keyword")?.comparison).toMatchObject({
      against: "hybrid",
      difference: expect.closeTo(0.5 - 0.8, 12),
    });
    expect(row("large", "hybrid")?.comparison).toBeNull();
    expect(row("links", "related")?.comparison).toBeNull();
    expect(row(ALL_SETS, "keyword")?.comparison?.difference).toBeCloseTo(0.5 - 0.6, 12);
  });
});

describe("gates", () => {
  const summary = summarise(MEASURED, 1);

  it("hold the mean over the sets of the first mode to the least value, which itself is enough", () => {
    const results = checkGates(
      [
        { measure: "ndcg", least: 0.59 },
        { measure: "ndcg", least: 0.61 },
        { measure: "recall", least: 1 },
        { measure: "balanced", least: 1 },
        { measure: "related", least: 0.71 },
      ],
      summary,
    );
    expect(results.map(({ passed }) => passed)).toEqual([true, false, true, true, false]);
    expect(results[0]?.value).toBeCloseTo(0.6, 12);
    expect(results[4]?.value).toBeCloseTo(0.7, 12);
  });

  it("fail where nothing was measured that has the figure", () => {
    const onlyLinks = summarise(MEASURED.slice(-1), 1);
    expect(checkGates([{ measure: "ndcg", least: 0 }], onlyLinks)).toEqual([
      { measure: "ndcg", least: 0, value: null, passed: false },
    ]);
  });
});
