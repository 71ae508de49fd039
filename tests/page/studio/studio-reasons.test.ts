// What the operator's page says of a hit in words, and that its figures are those of the command line.

import { describe, expect, it } from "vitest";
import { relatedDetailLines, searchDetailLines } from "../../../scripts/cli/explain-lines.ts";
import type { Article } from "../../../src/page/read-article.ts";
import type { RelatedHit, SearchHit } from "../../../src/page/studio/answers.ts";
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
  ...{ publishedAt: null, updatedAt: null, lang: "en", access: "public", duplicates: [] },
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
      "Matches in meaning and wording: closest in meaning, 1st by words, with all of the query’s words.",
    ],
    [2, 5, "Matches mainly in meaning: 2nd closest in meaning, 5th by words, with all of the query’s words."],
    [
      12,
      3,
      "Matches mainly in wording: 12th closest in meaning, 3rd by words, with all of the query’s words.",
    ],
  ])("is told by its ranks: %i by meaning, %i by words", (byMeaning, byWords, said) => {
    const details = { semantic: { ...semantic, rank: byMeaning }, keyword: { ...keyword, rank: byWords } };
    expect(leadOf({ ...DETAILS, ...details }, true)).toBe(said);
  });

  it("is told where only one of the two counts, and where readers do not see it", () => {
    const none = { ...keyword, matchedIdfShare: 0, rank: 9 };
    expect(leadOf({ ...DETAILS, keyword: null }, true)).toBe("Matches in meaning: 2nd closest in meaning.");
    expect(leadOf({ ...DETAILS, semantic: null }, true)).toBe(
      "Matches in wording: 4th by words, with 87 % of the query’s words.",
    );
    expect(leadOf({ ...DETAILS, keyword: none }, false)).toBe(
      "Comes close in meaning only: 2nd closest in meaning, with none of the query’s words.",
    );
  });

  it("has a remark on the threshold, on age and on a body that is for members", () => {
    expect(remarksOf(searchHit({ recency: 1 }), 0.5)).toEqual([]);
    const hidden = { ...searchHit({ recency: 0.75 }, 0.12), access: "members", passage: null } as const;
    expect(remarksOf(hidden, 0.5)).toEqual([
      "Scores 12 %, below the threshold of 50 %.",
      "Ranked lower for its age (−25 %); the score stays the same.",
      "The body is for members, so it is not shown here either.",
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
      "Searched by meaning and words, with a weight of 60 % for meaning.",
      "All scores are lower because the first hit lacks “leaving”.",
      "The query is too long for the model: only its beginning was compared by meaning.",
    ]);
    expect(said(-2, 0.9)[1]).toBe(
      "The first hit lacks “leaving” but says it in other words, so all scores are higher.",
    );
    expect(said(-2, 0.1)[1]).toBe(
      "The first hit lacks “leaving”, and is not close enough to say it in other words.",
    );
    const foreign = { ...answer, mode: "keyword", queryTruncated: false };
    expect(queryRemarks(EXPLAIN, foreign, null)).toEqual([
      "Searched by words only: the model doesn’t support this query’s language.",
    ]);
    expect(queryRemarks({ ...EXPLAIN, mode: "keyword" }, foreign, null)).toEqual(["Searched by words only."]);
  });

  it("names what an article has in common with the subject", () => {
    const hit = {
      ...relatedHit({ tags: 0.03, sections: 0.01, links: 0.1, recency: 0.6, diversityPenalty: -0.1 }),
      pinned: true,
      publishedAt: new Date("2019-01-01"),
    };
    const subject = { ...ARTICLE, tags: ["sea"], publishedAt: new Date("2024-01-01") };
    expect(relatedReasons(hit, subject)).toEqual([
      "Pinned by an editor.",
      "3rd closest in meaning.",
      "Also tagged “Sea”, also in “World” and one links to the other.",
      "Ranked lower: 5 years apart (−40 %).",
      "Ranked lower: much like a hit above it (−10 %).",
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
