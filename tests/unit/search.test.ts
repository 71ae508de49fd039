// The ranking of articles for a query, over small archives in which the right answer is plain to see.

import { describe, expect, it } from "vitest";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { search } from "../../src/search/search.ts";
import { SEARCH_MODES, type SearchRequest } from "../../src/search/search-request.ts";
import { makeArticle } from "../support/articles.ts";
import { libraryOf, openArticles } from "../support/packed-archive.ts";
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

const ask = async (request: Partial<SearchRequest>, by: Encoder = encoder) => {
  const defaults = {
    query: "volcano lava",
    mode: "hybrid",
    limit: 50,
    offset: 0,
    threshold: 0,
    now: NOW,
  } as const;
  const result = await search(libraryOf(snapshot, by), { ...defaults, ...request });
  return { ...result, ids: result.hits.map(({ ordinal }) => snapshot.article(ordinal).id) };
};

describe("search", () => {
  it.each(SEARCH_MODES)("puts the article about the query first in mode %s", async (mode) => {
    expect((await ask({ mode })).ids[0]).toBe("volcano");
  });

  it.each(
    SEARCH_MODES,
  )("shows neither what is unlisted nor what is of the future in mode %s", async (mode) => {
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

  it("lists in keyword mode only what has a word of the query", async () => {
    expect((await ask({ mode: "keyword" })).ids.sort()).toEqual(["members", "volcano"]);
    expect(await ask({ mode: "keyword", query: "xylophone" })).toMatchObject({ hits: [], total: 0 });
    expect(await ask({ mode: "keyword", query: "but" })).toMatchObject({ hits: [], total: 0 });
  });

  it("finds words of articles in another language than the site's", async () => {
    const archive = await openArticles([
      makeArticle({ id: "de", title: "Proteste gegen Elections", lang: "de" }),
      makeArticle({ id: "en", title: "Election called" }),
      makeArticle({ id: "fr", title: "La guerre de l’Ukraine", lang: "fr" }),
    ]);
    const find = async (query: string) => {
      const request = { query, mode: "keyword", limit: 9, offset: 0, threshold: 0, now: NOW } as const;
      const { hits } = await search(libraryOf(archive), request);
      return hits.map(({ ordinal }) => archive.article(ordinal).id).sort();
    };
    expect(await find("elections")).toEqual(["de", "en"]);
    expect(await find("proteste")).toEqual(["de"]);
    expect(await find("Ukraine")).toEqual(["fr"]);
    expect(await find("l'Ukraine")).toEqual(["fr"]);
  });

  it("does not ask the encoder in keyword mode", async () => {
    const silent: Encoder = { ...encoder, encode: () => Promise.reject(new Error("was asked")) };
    expect((await ask({ mode: "keyword" }, silent)).ids).toContain("volcano");
    await expect(ask({ mode: "semantic" }, silent)).rejects.toThrow("was asked");
  });

  it("does not find a members-only article by a word of its body", async () => {
    expect((await ask({ mode: "keyword", query: "premiums" })).total).toBe(0);
    expect((await ask({ mode: "keyword", query: "insurers" })).ids).toEqual(["members"]);
  });

  it("cuts pages out of one ranking, and counts all of it", async () => {
    const whole = await ask({});
    const pages = [await ask({ limit: 2 }), await ask({ limit: 2, offset: 2 }), await ask({ offset: 4 })];
    expect(pages.flatMap(({ ids }) => ids)).toEqual(whole.ids);
    expect(new Set([whole, ...pages].map(({ total }) => total))).toEqual(new Set([whole.ids.length]));
    expect(await ask({ offset: 1000 })).toMatchObject({ hits: [], total: whole.total });
  });

  it("leaves out what is below the threshold", async () => {
    const whole = await ask({});
    const threshold = whole.hits[1]?.score ?? 1;
    expect(await ask({ threshold })).toMatchObject({ hits: whole.hits.slice(0, 2), total: 2 });
    expect(await ask({ threshold: 1 })).toMatchObject({ hits: [], total: 0 });
  });

  it("says whether the query was longer than the encoder reads", async () => {
    expect((await ask({ query: "volcano" })).truncated).toBe(false);
    expect((await ask({ query: "lava ".repeat(65) })).truncated).toBe(true);
    expect((await ask({ query: "lava ".repeat(65), mode: "keyword" })).truncated).toBe(false);
  });

  it("finds nothing for a query without any word, whatever the mode", async () => {
    for (const mode of SEARCH_MODES)
      expect(await ask({ mode, query: "…!" })).toMatchObject({ hits: [], total: 0 });
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

describe("the passage of a hit", () => {
  const long = makeArticle({
    id: "long",
    title: "Notes",
    body: `${"Quiet day in town. ".repeat(12)}\n\nGlacier melts quickly now.\n\n${"Rain fell on fields. ".repeat(12)}`,
  });

  it("is the one nearest to the query, and always one of the article's own", async () => {
    const archive = await openArticles([long, ...articles], { budget: 12 });
    const request = {
      query: "glacier melts",
      mode: "semantic",
      limit: 50,
      offset: 0,
      threshold: 0,
      now: NOW,
    } as const;
    const { hits } = await search(libraryOf(archive), request);
    for (const { ordinal, passage } of hits) {
      expect(passage).toBeGreaterThanOrEqual(archive.firstPassage[ordinal] ?? 0);
      expect(passage).toBeLessThan(archive.firstPassage[ordinal + 1] ?? 0);
    }
    const [first] = hits;
    expect(await archive.passageText(first?.passage ?? -1)).toContain("Glacier melts");
  });

  it("is the article's own even where it points away from the query", async () => {
    const opposite: Encoder = {
      ...encoder,
      async encode(text, kind, maxTokens) {
        const encoding = await encoder.encode(text, kind, maxTokens);
        return kind === "query" ? { ...encoding, vector: encoding.vector.map((x) => -1.01 * x) } : encoding;
      },
    };
    const archive = await openArticles([makeArticle({ id: "b" }), makeArticle({ id: "a" })]);
    const request = {
      query: "Title of b",
      mode: "semantic",
      limit: 9,
      offset: 0,
      threshold: 0,
      now: NOW,
    } as const;
    const { hits } = await search(libraryOf(archive, opposite), request);
    expect(hits.map(({ ordinal, passage }) => passage === archive.firstPassage[ordinal])).toEqual([
      true,
      true,
    ]);
  });

  it("is null in keyword mode, where no passage was compared", async () => {
    expect((await ask({ mode: "keyword" })).hits.map(({ passage }) => passage)).toEqual([null, null]);
  });
});
