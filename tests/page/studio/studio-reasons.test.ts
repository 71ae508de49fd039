// What the operator's page says of a hit in words, and that its figures are those of the command line.

import { describe, expect, it } from "vitest";
import { relatedDetailLines, searchDetailLines } from "../../../scripts/cli/explain-lines.ts";
import type { Article, RelatedHit, SearchHit } from "../../../src/page/studio/answers.ts";
import { EXPLAIN, readPlace } from "../../../src/page/studio/places.ts";
import { distanceInTime, figure, joined, ordinal, percent } from "../../../src/page/studio/plain-words.ts";
import { relatedFigures, relatedReasons } from "../../../src/page/studio/related-reasons.ts";
import { leadOf, queryRemarks, remarksOf, searchFigures } from "../../../src/page/studio/search-reasons.ts";

const ARTICLE: Article & Pick<SearchHit, "duplicates"> = {
  ...{
    id: "a",
    url: null,
    title: "A",
    summary: null,
    sections: ["World"],
    tags: ["Sea", "grain"],
    authors: [],
  },
  ...{ publishedAt: null, lang: "en", access: "public", duplicates: [] },
};

const DETAILS: SearchHit["details"] = {
  semantic: { score: 0.5749, rank: 2, bestPassage: 0.5812, otherPassages: -0.0063 },
  keyword: { score: 12.509, rank: 4, matchedIdfShare: 0.87, contribution: -0.0158 },
  relevance: 0.5591,
  calibration: { first: 14.2258, doubt: 5.9078, lacking: ["leaving"], below: 3.4735, logit: 4.8445 },
  recency: 0.9,
};

function searchHit(details: Partial<SearchHit["details"]> = {}, score = 0.9): SearchHit {
  const passage = { text: "Ships.", highlights: [] };
  return { ...ARTICLE, score, excerpt: passage, passage, details: { ...DETAILS, ...details } };
}

function relatedHit(details: Partial<RelatedHit["details"]> = {}): RelatedHit {
  const none = { sections: 0, tags: 0, links: 0, relevance: 0.8, recency: 1, diversityPenalty: 0 };
  return {
    ...ARTICLE,
    ...{
      score: 0.9,
      pinned: false,
      details: { semantic: { score: 0.8, rank: 3 }, rankingValue: 0.7, ...none, ...details },
    },
  };
}

/** As a terminal has it: straight quotes, a hyphen for a minus, one space between label and figure. */
const plain = (rows: readonly (readonly [string, string])[]) =>
  rows.map((row) => row.join(" ").replace(/[“”]/g, '"').replace(/’/g, "'").replace(/−/g, "-"));
const collapsed = (lines: readonly string[]) => lines.map((line) => line.trim().replace(/ {2,}/g, " "));

describe("the figures of the operator's page", () => {
  it.each([
    ["meaning and words", {}],
    ["meaning alone", { keyword: null, recency: 1 }],
    ["words alone", { semantic: null }],
    ["a word said otherwise", { calibration: { ...DETAILS.calibration, doubt: -1.5, lacking: ["a", "b"] } }],
    ["nothing to doubt", { calibration: { ...DETAILS.calibration, doubt: 0, lacking: [] } }],
  ])("are those of the command line for a search: %s", (_name, details) => {
    const hit = searchHit(details);
    const said = collapsed(searchDetailLines(hit.score, hit.details));
    // The command line has one pair of quotes a word and a comma between them.
    expect(plain(searchFigures(hit)).map((line) => line.replace('" and "', '", "'))).toEqual(said);
  });

  it.each([
    ["nothing in common", {}],
    ["everything", { sections: 0.1, tags: 0.2, links: 0.3, recency: 0.5, diversityPenalty: -0.04 }],
  ])("are those of the command line for related articles: %s", (_name, details) => {
    const hit = relatedHit(details);
    expect(plain(relatedFigures(hit))).toEqual(collapsed(relatedDetailLines(hit.score, hit.details)));
  });
});

describe("why a hit is there", () => {
  const semantic = { score: 0.5, bestPassage: 0.5, otherPassages: 0 };
  const keyword = { score: 3, matchedIdfShare: 1, contribution: 0.1 };

  it.each([
    [
      1,
      1,
      "Here for its meaning and its words alike: the nearest in meaning, first by words, with all of the query’s.",
    ],
    [
      2,
      5,
      "Here for its meaning more than for its words: the 2nd nearest in meaning, 5th by words, with all of the query’s.",
    ],
    [
      12,
      3,
      "Here for its words more than for its meaning: the 12th nearest in meaning, 3rd by words, with all of the query’s.",
    ],
  ])("is told by its ranks: %i by meaning, %i by words", (byMeaning, byWords, said) => {
    const details = { semantic: { ...semantic, rank: byMeaning }, keyword: { ...keyword, rank: byWords } };
    expect(leadOf({ ...DETAILS, ...details }, true)).toBe(said);
  });

  it("is told where only one of the two counts, and where readers do not see it", () => {
    const none = { ...keyword, matchedIdfShare: 0, rank: 9 };
    expect(leadOf({ ...DETAILS, keyword: null }, true)).toBe(
      "Here for its meaning: it is the 2nd nearest in meaning.",
    );
    expect(leadOf({ ...DETAILS, semantic: null }, true)).toBe(
      "Here for its words: 4th by words, with 87 % of the query’s.",
    );
    expect(leadOf({ ...DETAILS, keyword: none }, false)).toBe(
      "Came near for its meaning alone: the 2nd nearest in meaning, without any of the query’s words.",
    );
  });

  it("has a remark on the threshold, on age and on a body that is for members", () => {
    expect(remarksOf(searchHit({ recency: 1 }), 0.5)).toEqual([]);
    const hidden = { ...searchHit({ recency: 0.75 }, 0.12), access: "members", passage: null } as const;
    expect(remarksOf(hidden, 0.5)).toEqual([
      "It scores 12 %, and 50 % is needed.",
      "Its age takes 25 % off its place in the order, not off its score.",
      "Its body is for members and is not shown here either.",
    ]);
  });

  it("has a remark on the words that the first hit lacks, as they told", () => {
    const answer = {
      ...{ hits: [], mode: "hybrid", semanticRatio: 0.6, threshold: 0.5, total: 0 },
      queryTruncated: true,
    };
    const said = (doubt: number, score: number) => {
      const first = searchHit({ calibration: { ...DETAILS.calibration, doubt } }, score);
      return queryRemarks(EXPLAIN, answer, first);
    };
    expect(said(2, 0.9)).toEqual([
      "Searched by meaning and words; meaning counts for 60 %.",
      "All scores are lower because the first hit lacks “leaving”.",
      "The query is long: only its beginning was read for its meaning.",
    ]);
    expect(said(-2, 0.9)[1]).toBe(
      "The first hit lacks “leaving” but says that in other words: all scores are higher for it.",
    );
    expect(said(-2, 0.1)[1]).toBe(
      "The first hit lacks “leaving”, and is not near enough to say that in other words.",
    );
    const foreign = { ...answer, mode: "keyword", queryTruncated: false };
    expect(queryRemarks(EXPLAIN, foreign, null)).toEqual([
      "Searched by words alone: the model does not read the language of this query.",
    ]);
    expect(queryRemarks({ ...EXPLAIN, mode: "keyword" }, foreign, null)).toEqual([
      "Searched by words alone.",
    ]);
  });

  it("names what an article has in common with the subject", () => {
    const hit = {
      ...relatedHit({ tags: 0.03, sections: 0.01, links: 0.1, recency: 0.6, diversityPenalty: -0.1 }),
      pinned: true,
    };
    expect(relatedReasons(hit, { ...ARTICLE, tags: ["sea"] })).toEqual([
      "Pinned by an editor.",
      "The 3rd nearest in meaning.",
      "Tagged “Sea” as well, also in “World” and one links to the other.",
      "The time between them takes 40 % off its place in the order.",
      "It says much the same as a hit before it, which costs it 10 %.",
    ]);
  });
});

describe("numbers in words", () => {
  it("are neither nothing nor everything by rounding", () => {
    expect([0, 0.004, 0.5, 0.9951, 1].map(percent)).toEqual([
      "0 %",
      "under 1 %",
      "50 %",
      "over 99 %",
      "100 %",
    ]);
  });

  it("have their endings, signs and commas", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).join(" ")).toBe(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th",
    );
    expect([figure(-0.5, 2), figure(-0.00001, 2), figure(3)]).toEqual(["−0.50", "0.00", "3.0000"]);
    expect(joined(["a", "b", "c"])).toBe("a, b and c");
  });

  it("tell how far two moments are apart", () => {
    const day = (text: string) => new Date(`${text}T00:00:00Z`);
    const from = (text: string) => distanceInTime(day(text), day("2020-01-01"));
    expect(
      ["2020-01-01", "2020-01-02", "2019-12-02", "2020-06-01", "2022-07-01", "1999-01-01"].map(from),
    ).toEqual([
      ...["the same day", "1 day later", "30 days earlier", "5 months later", "2.5 years later"],
      "21 years earlier",
    ]);
    expect(distanceInTime(null, day("2020-01-01"))).toBeNull();
  });
});

describe("the addresses of the operator's page", () => {
  it.each([
    "",
    "?view=other",
    "?view=explain&mode=other&recency=7&threshold=1",
  ])("without sense lead to its beginning: %s", (query) => {
    expect(readPlace(query)).toEqual(EXPLAIN);
  });

  it("name what was asked", () => {
    expect(readPlace("?view=explain&q=+sea+&mode=keyword&recency=0.3&threshold=0")).toEqual({
      ...{ view: "explain", query: "sea", mode: "keyword", recency: "0.3", below: true },
    });
    expect(readPlace("?view=compare&article=a&newest=section")).toEqual({
      ...{ view: "compare", article: "a", find: "", sameSection: true },
    });
    expect(readPlace("?view=draft&text=secret")).toEqual({ view: "draft" });
  });
});
