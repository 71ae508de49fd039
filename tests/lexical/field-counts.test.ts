// The words of an article by field.

import { describe, expect, it } from "vitest";
import { SECTIONS } from "../../src/index/snapshot/sections.ts";
import { countFields, FIELDS, POSITION_GAP } from "../../src/lexical/field-counts.ts";
import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { keywordIndexOf, type TestArticle } from "../support/postings.ts";
import { seededRandom } from "../support/random.ts";

const count = ({ title = "", summary = null, body = null, tags = [], lang = "en" }: TestArticle) =>
  countFields({ title, summary, body, tags }, lang);

describe("the counts of an article", () => {
  it("are as many fields as a snapshot holds", () => {
    expect(SECTIONS["lexical.lengths"]).toEqual(["uint32", `${FIELDS.length} × A`]);
  });

  it("hold each word by field, its stem, and its places through all fields", () => {
    const { lengths, terms } = count({
      title: "Elections",
      summary: "Early elections",
      tags: ["vote"],
      body: "x",
    });
    expect(lengths).toEqual([1, 2, 1, 1]);
    expect(terms.get("elections")).toEqual({
      stem: "elect",
      frequencies: [1, 1, 0, 0],
      positions: [0, 1 + POSITION_GAP + 1],
    });
    expect([...terms.keys()]).toEqual(["elections", "early", "vote", "x"]);
  });

  it("hold stop words of the title alone, and count none to a length", () => {
    const { lengths, terms } = count({
      title: "The Who",
      summary: "the who",
      body: "the harbour of the who",
    });
    expect(lengths).toEqual([0, 0, 0, 1]);
    expect(terms.get("who")).toMatchObject({ frequencies: [1, 0, 0, 0], positions: [1] });
    expect(terms.has("of")).toBe(false);
  });

  it("hold nothing of a body that may not be counted", () => {
    expect([...count({ title: "a b", body: null }).terms.keys()]).toEqual(["a", "b"]);
  });
});

describe("the score of counts", () => {
  it.each([71, 72, 73])("is that of the article where the archive has it (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const vocabulary = [
      "election",
      "elections",
      "Wahl",
      "the",
      "storm",
      "north",
      "sea",
      "parliament",
    ] as const;
    const text = (most: number) =>
      Array.from({ length: integerBetween(random, 0, most) }, () => pick(random, vocabulary)).join(" ");
    const articles = Array.from({ length: 30 }, () => ({
      title: text(4),
      summary: text(6),
      tags: [text(2)],
      body: text(30),
      lang: pick(random, ["en", "de"]),
    }));
    const index = keywordIndexOf(articles);
    for (const asked of ["election storm", "Wahlen parlia", "nroth seaa storm.", "the", 'sea "north sea"']) {
      const query = parseKeywordQuery(asked, ["en", "de"]);
      const { scores, coverage } = index.search(query);
      for (const [ordinal, article] of articles.entries()) {
        const found = index.matchCounts(query, count(article));
        expect(found.score).toBeCloseTo(scores[ordinal] ?? 0, 4);
        expect(found.coverage).toBeCloseTo(coverage[ordinal] ?? 0, 4);
      }
    }
  });

  it("knows a word of the article that the archive lacks", () => {
    const index = keywordIndexOf([{ body: "storm" }, { body: "sea" }]);
    const query = parseKeywordQuery("harbours.", ["en"]);
    expect(index.matchCounts(query, count({ body: "harbour" })).score).toBeGreaterThan(0);
    expect(index.matchCounts(query, count({ body: "storm" })).score).toBe(0);
  });
});
