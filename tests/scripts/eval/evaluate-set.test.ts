// A set through the engine, with the word encoder: which queries are measured, and what is asked of them.

import { describe, expect, it } from "vitest";
import { evaluateRelated, evaluateSearch } from "../../../scripts/eval/evaluate-set.ts";
import { timeOfAll } from "../../../scripts/eval/rankings.ts";
import { makeArticle } from "../../support/articles.ts";
import { openArticles, searcherOf } from "../../support/packed-archive.ts";
import { silentReport } from "../../support/silent-report.ts";

const SUBJECTS = ["harbour bridge", "apple harvest", "green comet", "town orchestra"] as const;
const articles = SUBJECTS.flatMap((title, i) => [
  makeArticle({ id: `${i}-first`, title, body: `${title} begins.`, publishedAt: "2001-02-03T00:00:00.000Z" }),
  makeArticle({ id: `${i}-second`, title, body: `${title} ends.`, publishedAt: "2999-02-03T00:00:00.000Z" }),
]);
const searcher = searcherOf(await openArticles(articles));
const now = timeOfAll(searcher);
const queries = SUBJECTS.map((text, i) => ({ id: `q${i}`, text, grades: { [`${i}-first`]: 1 } }));
const common = { set: "town", searcher, now, seed: 1, report: silentReport };

describe("evaluateSearch", () => {
  const modes = ["hybrid", "keyword"] as const;

  it("ranks every query in every mode, in their order", async () => {
    const figures = await evaluateSearch({ ...common, modes, queries, offTopic: [] });
    expect(figures.map(({ ranking }) => ranking)).toEqual(modes);
    for (const { run, values } of figures) {
      expect(run.map(({ query }) => query)).toEqual(["q0", "q1", "q2", "q3"]);
      expect(values.recall).toEqual([1, 1, 1, 1]);
    }
  });

  it("finds documents of any date", async () => {
    const [figures] = await evaluateSearch({ ...common, modes, queries, offTopic: [] });
    const first = figures?.run[0]?.ranked.slice(0, 2).map(({ id }) => id);
    expect(first?.sort()).toEqual(["0-first", "0-second"]);
  });

  it.each([
    [2, ["volcano glossary", "violin repair"]],
    [4, Array.from({ length: 9 }, (_, i) => `nothing${i} else${i}`)],
  ])("compares as many answerable as unanswerable queries: %i of each", async (count, offTopic) => {
    const [figures] = await evaluateSearch({ ...common, modes: ["keyword"], queries, offTopic });
    expect(figures?.answers).toMatchObject({ answerable: count, unanswerable: count });
    // Keywords find nothing at all for words that no document has.
    expect(figures?.answers?.rejected).toBe(1);
  });

  it("says nothing about answers without off-topic queries", async () => {
    const [figures] = await evaluateSearch({ ...common, modes: ["keyword"], queries, offTopic: [] });
    expect(figures?.answers).toBeNull();
  });
});

describe("evaluateRelated", () => {
  it("finds what is nearest to a subject, whatever its age, and never the subject itself", async () => {
    const subjects = [{ id: "1-first", grades: { "1-second": 1 } }];
    const { run, values } = await evaluateRelated({ ...common, subjects });
    expect(run[0]?.ranked.map(({ id }) => id)).not.toContain("1-first");
    expect(values.ndcg).toEqual([1]);
  });

  it("refuses a subject that the archive does not have", async () => {
    const subjects = [{ id: "nobody", grades: { x: 1 } }];
    await expect(evaluateRelated({ ...common, subjects })).rejects.toThrow(/nobody/);
  });
});
