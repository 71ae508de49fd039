// Explanations for a terminal: every figure that is printed as a sum or a product is one.

import { describe, expect, it } from "vitest";
import { relatedDetailLines, searchDetailLines } from "../../../scripts/cli/explain-lines.ts";
import type { RelatedScoreDetails } from "../../../src/api-types.ts";
import { search } from "../../../src/engine/search.ts";
import { makeArticle } from "../../support/articles.ts";
import { openArticles, searcherOf } from "../../support/packed-archive.ts";

const NOW = Date.parse("2026-05-06T07:08:09Z");

/** Label to figure. */
function figuresIn(lines: readonly string[]): Map<string, number> {
  return new Map(
    lines.map((line) => {
      const [, label = "", figure] = /^(.+?) +(-?\d+\.\d{4})$/.exec(line) ?? [];
      return [label, Number(figure)];
    }),
  );
}

/** The first figure whose label begins so; each label is looked for, so a missing one fails. */
function figure(figures: ReadonlyMap<string, number>, beginning: string): number {
  for (const [label, value] of figures) if (label.startsWith(beginning)) return value;
  throw new Error(`no line begins with "${beginning}": ${[...figures.keys()].join(" | ")}`);
}

async function explained(mode: "hybrid" | "semantic" | "keyword", recency = 0) {
  const articles = [
    makeArticle({
      id: "a",
      title: "Volcano erupts",
      body: "Lava flows to the sea.\n\nAsh falls on the town.",
    }),
    makeArticle({ id: "b", title: "Volcano sleeps", body: "No lava." }),
    makeArticle({ id: "c", title: "Election held", body: "Votes are counted." }),
  ];
  const searcher = searcherOf(await openArticles(articles, { budget: 10 }));
  const request = { query: "volcano lava", mode, limit: 3, offset: 0, threshold: 0, recency, now: NOW };
  const { hits } = await search(searcher, request);
  return hits.map((hit) => ({
    hit,
    figures: figuresIn(searchDetailLines(hit.score, hit.explain())),
  }));
}

describe("the explanation of a search hit", () => {
  it("adds meaning and words, and takes the distance off the odds, in hybrid mode", async () => {
    const hits = await explained("hybrid");
    expect(hits).toHaveLength(3);
    for (const { hit, figures } of hits) {
      const meaning = figure(figures, "cosine of") + figure(figures, "+ other passages");
      expect(meaning).toBeCloseTo(figure(figures, "= meaning, rank"), 3);
      const fused = figure(figures, "= meaning, rank") + figure(figures, "+ words: BM25F");
      expect(fused).toBeCloseTo(figure(figures, "= relevance"), 3);
      const logit = figure(figures, "log-odds of the first") - figure(figures, "- distance from");
      expect(logit).toBeCloseTo(figure(figures, "= log-odds"), 3);
      expect(figure(figures, "score")).toBeCloseTo(hit.score, 3);
    }
  });

  it.each([
    ["semantic", "cosine of", "words:"],
    ["keyword", "words: BM25F", "cosine of"],
  ] as const)("says nothing of the other side in mode %s", async (mode, there, missing) => {
    for (const { figures } of await explained(mode)) {
      expect(() => figure(figures, there)).not.toThrow();
      expect(() => figure(figures, missing)).toThrow();
      expect(() => figure(figures, "× age")).toThrow();
    }
  });

  it("multiplies score and age where age counts", async () => {
    for (const { hit, figures } of await explained("hybrid", 1)) {
      expect(figure(figures, "= ranking value")).toBeCloseTo(hit.score * figure(figures, "× age"), 3);
      expect(figure(figures, "× age")).toBeLessThan(1);
    }
  });
});

describe("what the first hit lacks", () => {
  const details = {
    semantic: null,
    keyword: null,
    ...{ relevance: 0.6, recency: 1 },
  };
  const figuresOf = (doubt: number, lacking: readonly string[]) =>
    figuresIn(
      searchDetailLines(0.5, {
        ...details,
        calibration: { first: 3, doubt, lacking, below: 0, logit: 3 - doubt },
      }),
    );

  it("is named with what it costs", () => {
    const figures = figuresOf(5.5, ["gibraltar", "2021"]);
    expect(figure(figures, '- because the first hit lacks "gibraltar", "2021"')).toBe(5.5);
    expect(figure(figures, "= log-odds")).toBe(-2.5);
  });

  it("is named where the hit says it in other words", () => {
    expect(figure(figuresOf(-1.5, ["boat"]), '- because the first hit says "boat" in other words')).toBe(
      -1.5,
    );
  });

  it("is not mentioned where it lacks nothing", () => {
    expect(() => figure(figuresOf(0, []), "- because")).toThrow();
  });
});

describe("the explanation of a related article", () => {
  const plain: RelatedScoreDetails = {
    semantic: { score: 0.5, rank: 3 },
    ...{ sections: 0, tags: 0, links: 0, relevance: 0.5, recency: 1, rankingValue: 0.6, diversityPenalty: 0 },
  };

  it("names only what plays a part", () => {
    expect([...figuresIn(relatedDetailLines(0.6, plain)).entries()]).toEqual([
      ["cosine, rank 3", 0.5],
      ["score: the probability at this relevance", 0.6],
    ]);
  });

  it("adds what editors say, and multiplies by age", () => {
    const details = {
      ...plain,
      ...{
        sections: 0.01,
        tags: 0.03,
        links: 0.15,
        relevance: 0.69,
        recency: 0.5,
        rankingValue: 0.3,
        diversityPenalty: -0.02,
      },
    };
    expect([...figuresIn(relatedDetailLines(0.6, details)).entries()]).toEqual([
      ["cosine, rank 3", 0.5],
      ["+ shared sections", 0.01],
      ["+ shared tags", 0.03],
      ["+ links between them", 0.15],
      ["= relevance", 0.69],
      ["score: the probability at this relevance", 0.6],
      ["× age", 0.5],
      ["= ranking value", 0.3],
      ["diversity penalty, relative to the best candidate", -0.02],
    ]);
  });
});
