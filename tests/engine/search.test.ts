// The ranking of articles for a query, over small archives in which the right result is obvious.

import { describe, expect, it } from "vitest";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { search } from "../../src/engine/search.ts";
import { SEARCH_MODES, type SearchRequest } from "../../src/engine/search-request.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { withSearchParameters } from "../support/search-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const encoder = createWordEncoder();
const NOW = Date.parse("2025-01-01T00:00:00Z");

const articles = [
  makeArticle({ id: "volcano", title: "Volcano erupts", body: "Lava reached the harbour town overnight." }),
  makeArticle({ id: "harbour", title: "Harbour opens", body: "Ships may dock again after the storm." }),
  makeArticle({ id: "election", title: "Election called", body: "Voters go to the polls in autumn." }),
  makeArticle({ id: "budget", title: "Budget passed", body: "The council agreed on taxes and roads." }),
  makeArticle({ id: "hidden", title: "Volcano listing", body: "Lava lava lava volcano.", search: false }),
  makeArticle({
    id: "later",
    title: "Volcano anniversary",
    body: "Lava.",
    publishedAt: "2026-01-01T00:00:00.000Z",
  }),
  makeArticle({
    id: "members",
    title: "Insurers raise prices around the volcano",
    body: "Secret premiums rise.",
    access: "members",
  }),
];
const snapshot = await openArticles(articles);

const REQUEST = {
  query: "volcano lava",
  mode: "hybrid",
  limit: 50,
  offset: 0,
  threshold: 0,
  now: NOW,
} as const;

const ask = async (request: Partial<SearchRequest>, by: Encoder = encoder) => {
  const result = await search(searcherOf(snapshot, by), { ...REQUEST, ...request });
  return { ...result, ids: result.hits.map(({ article }) => article.id) };
};

describe("search", () => {
  it.each(SEARCH_MODES)("ranks the article about the query first in mode %s", async (mode) => {
    expect((await ask({ mode })).ids[0]).toBe("volcano");
  });

  it.each(SEARCH_MODES)("shows neither unlisted nor future articles in mode %s", async (mode) => {
    const { ids } = await ask({ mode });
    expect(ids).not.toContain("hidden");
    expect(ids).not.toContain("later");
    expect((await ask({ mode, now: Date.parse("2027-01-01") })).ids).toContain("later");
  });

  it.each(SEARCH_MODES)("gives scores from 0 to 1, falling along the list, in mode %s", async (mode) => {
    const scores = (await ask({ mode, query: "volcano harbour council" })).hits.map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  it("lists only articles with a word of the query in keyword mode", async () => {
    expect((await ask({ mode: "keyword" })).ids.sort()).toEqual(["members", "volcano"]);
    expect(await ask({ mode: "keyword", query: "xylophone" })).toMatchObject({ hits: [], total: 0 });
    expect(await ask({ mode: "keyword", query: "but" })).toMatchObject({ hits: [], total: 0 });
  });

  it("does not use the encoder in keyword mode", async () => {
    const silent: Encoder = { ...encoder, encode: () => Promise.reject(new Error("was asked")) };
    expect((await ask({ mode: "keyword" }, silent)).ids).toContain("volcano");
    await expect(ask({ mode: "semantic" }, silent)).rejects.toThrow("was asked");
  });

  it("does not find a members-only article by a word of its body", async () => {
    expect((await ask({ mode: "keyword", query: "premiums" })).total).toBe(0);
    expect((await ask({ mode: "keyword", query: "insurers" })).ids).toEqual(["members"]);
  });

  it("takes pages from one ranking, and counts all of it", async () => {
    const whole = await ask({});
    const pages = [await ask({ limit: 2 }), await ask({ limit: 2, offset: 2 }), await ask({ offset: 4 })];
    expect(pages.flatMap(({ ids }) => ids)).toEqual(whole.ids);
    expect(new Set([whole, ...pages].map(({ total }) => total))).toEqual(new Set([whole.ids.length]));
    expect(await ask({ offset: 1000 })).toMatchObject({ hits: [], total: whole.total });
  });

  it("leaves out hits below the threshold, and keeps everything at 0", async () => {
    const whole = await ask({ threshold: 0 });
    const threshold = whole.hits[1]?.score ?? 1;
    expect(await ask({ threshold })).toMatchObject({ ids: whole.ids.slice(0, 2), total: 2, threshold });
    expect(await ask({ threshold: 1 })).toMatchObject({ ids: [], total: 0 });
    expect(whole.total).toBe(4 + 1);
  });

  it.each([
    null,
    undefined,
  ])("uses the archive's threshold if the request has %s, and states it", async (threshold) => {
    const whole = await ask({ threshold: 0 });
    const own = whole.hits[2]?.score ?? 1;
    const fitted = withSearchParameters(snapshot, { threshold: own });
    const { threshold: _, ...request } = { ...REQUEST, threshold };
    const result = await search(searcherOf(fitted), threshold === null ? { ...request, threshold } : request);
    expect(result).toMatchObject({ total: 3, threshold: own });
    expect(result.hits.every(({ score }) => score >= own)).toBe(true);
  });

  it("returns nothing if nothing is near enough, in any mode", async () => {
    for (const mode of SEARCH_MODES) {
      const curve = { ...snapshot.ranking.search.curves[mode], intercept: -1000 };
      const curves = { ...snapshot.ranking.search.curves, [mode]: curve };
      const searcher = searcherOf(withSearchParameters(snapshot, { curves }));
      expect(await search(searcher, { ...REQUEST, mode, threshold: null })).toMatchObject({
        hits: [],
        total: 0,
      });
    }
  });

  it.each([
    [0, "keyword"],
    [1, "semantic"],
  ] as const)("at a ratio of %i is the mode %s", async (semanticRatio, mode) => {
    const { hits, ...asked } = await ask({ semanticRatio });
    const { hits: same, ...named } = await ask({ mode });
    expect(asked).toEqual(named);
    expect(hits.map(({ score }) => score)).toEqual(same.map(({ score }) => score));
    expect(asked).toMatchObject({ mode, semanticRatio });
  });

  it("gives words more weight the lower the ratio, and states the ratio", async () => {
    const query = "harbour taxes roads";
    const gap = async (semanticRatio: number) => {
      const { hits, ...result } = await ask({ query, semanticRatio });
      expect(result).toMatchObject({ mode: "hybrid", semanticRatio });
      return hits[0]?.explain().keyword?.contribution ?? 0;
    };
    const gaps = [await gap(0.9), await gap(0.5), await gap(0.1)];
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(gaps[2]).toBeGreaterThan(gaps[0] ?? 1);
    const fitted = { ...snapshot.ranking.search.fusion, keywordWeight: 3 };
    const searcher = searcherOf(withSearchParameters(snapshot, { fusion: fitted }));
    expect(await search(searcher, { ...REQUEST, query })).toMatchObject({
      mode: "hybrid",
      semanticRatio: 1 / 4,
    });
  });

  it("excludes articles that lack a phrase or have an excluded word, in every mode", async () => {
    for (const mode of SEARCH_MODES) {
      expect((await ask({ mode, query: '"harbour town" lava' })).ids).toEqual(["volcano"]);
      expect((await ask({ mode, query: "volcano -lava" })).ids).not.toContain("volcano");
    }
  });

  it.each<[Partial<SearchRequest>, string]>([
    [{ limit: 0 }, "limit is 0"],
    [{ limit: Number.NaN }, "limit is NaN"],
    [{ offset: -1 }, "offset -1"],
    [{ threshold: 1.1 }, "threshold is 1.1"],
    [{ semanticRatio: -0.1 }, "semanticRatio is -0.1"],
    [{ recency: Number.NaN }, "recency is NaN"],
  ])("refuses %o as a caller's mistake", async (request, message) => {
    await expect(ask(request)).rejects.toThrow(RangeError);
    await expect(ask(request)).rejects.toThrow(message);
  });

  it("reports whether the query was longer than the encoder's limit", async () => {
    expect((await ask({ query: "volcano" })).truncated).toBe(false);
    expect((await ask({ query: "lava ".repeat(65) })).truncated).toBe(true);
    expect((await ask({ query: "lava ".repeat(65), mode: "keyword" })).truncated).toBe(false);
  });

  it("finds nothing for a query without any word, whatever the mode", async () => {
    for (const mode of SEARCH_MODES)
      expect(await ask({ mode, query: "…!" })).toMatchObject({ hits: [], total: 0 });
  });

  it("reports the semantic mode if requested, even if the query has no words", async () => {
    expect(await ask({ mode: "semantic", query: "…!" })).toMatchObject({
      mode: "semantic",
      semanticRatio: 1,
    });
    expect(await ask({ mode: "hybrid", query: "…!" })).toMatchObject({ mode: "keyword", semanticRatio: 0 });
  });

  it("encodes a query as a query, within the configured number of word pieces", async () => {
    const asked: unknown[] = [];
    const listening: Encoder = {
      ...encoder,
      encode(...words) {
        asked.push(words);
        return encoder.encode(...words);
      },
    };
    await ask({ query: "volcano" }, listening);
    expect(asked).toEqual([["volcano", "query", 64]]);
  });
});
