// A searcher over several segments, such as an archive and live articles: one list of hits, each article once.

import { describe, expect, it } from "vitest";
import type { Article } from "../../scripts/build/source/article/article.ts";
import { findArticle } from "../../src/answers/find-article.ts";
import { hitTexts } from "../../src/engine/hit-texts.ts";
import { related } from "../../src/engine/related.ts";
import { search } from "../../src/engine/search.ts";
import type { SearchRequest } from "../../src/engine/search-request.ts";
import { suggest } from "../../src/engine/suggest.ts";
import { createSearcher, type Searcher, withoutArticles } from "../../src/index/searcher.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles } from "../support/packed-archive.ts";
import { idsOf } from "../support/related.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const day = (date: string) => `${date}T00:00:00.000Z`;
const REQUEST = { mode: "hybrid", limit: 20, offset: 0, threshold: 0, now: NOW } as const;

const ARCHIVE = [
  makeArticle({
    id: "old",
    title: "Volcano wakes",
    body: "Lava flows from the volcano.",
    tags: ["lava"],
    publishedAt: day("2020-01-01"),
  }),
  makeArticle({
    id: "updated",
    title: "Volcano calms",
    body: "The volcano is quiet.",
    publishedAt: day("2021-01-01"),
  }),
  makeArticle({
    id: "budget",
    title: "Budget passed",
    body: "Council agreed.",
    publishedAt: day("2022-01-01"),
  }),
  makeArticle({
    id: "poet",
    title: "Poet honoured",
    body: "A prize for verse.",
    publishedAt: day("2023-01-01"),
  }),
];
const LIVE = [
  makeArticle({
    id: "new",
    title: "Volcano erupts",
    body: "Lava reaches the harbour.",
    tags: ["lava", "live"],
    publishedAt: day("2024-12-31"),
  }),
  makeArticle({
    id: "updated",
    title: "Volcano stirs again",
    body: "The volcano is loud.",
    publishedAt: day("2024-06-01"),
  }),
  makeArticle({ id: "coming", title: "Volcano tomorrow", body: "Lava.", publishedAt: day("2026-01-01") }),
];

async function searcherOf(...segments: [readonly Article[], ...(readonly Article[])[]]): Promise<Searcher> {
  const [first, ...others] = segments;
  const opened = await Promise.all(others.map((articles) => openArticles(articles)));
  return createSearcher([await openArticles(first), ...opened], createWordEncoder());
}

const searcher = await searcherOf(ARCHIVE, LIVE);

async function ask(request: Partial<SearchRequest>, by = searcher) {
  const result = await search(by, { ...REQUEST, query: "volcano", ...request });
  return { ...result, ids: idsOf(result.hits) };
}

describe("search over two segments", () => {
  it.each([
    "hybrid",
    "semantic",
    "keyword",
  ] as const)("finds the articles of both in mode %s", async (mode) => {
    const { ids, total } = await ask({ mode, query: "volcano lava" });
    expect(ids).toEqual(expect.arrayContaining(["old", "new", "updated"]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(total).toBe(ids.length);
  });

  it("has an article that is in both only once, in the later segment's version", async () => {
    const { hits } = await ask({});
    const updated = hits.filter(({ article }) => article.id === "updated");
    expect(updated.map(({ article }) => article.title)).toEqual(["Volcano stirs again"]);
    expect((await ask({ query: "calms quiet", mode: "keyword" })).ids).toEqual([]);
  });

  it("orders by score across both, and takes pages from one list", async () => {
    const { ids, hits } = await ask({});
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const [first, second] = [await ask({ limit: 2 }), await ask({ limit: 2, offset: 2 })];
    expect([...first.ids, ...second.ids]).toEqual(ids.slice(0, 4));
  });

  it("hides future articles, excluded words and removed articles in both", async () => {
    expect((await ask({})).ids).not.toContain("coming");
    expect((await ask({ now: Date.parse("2027-01-01") })).ids).toContain("coming");
    expect((await ask({ query: "volcano -harbour" })).ids).not.toContain("new");
    const ids = (await ask({}, await withoutArticles(searcher, ["new", "old"]))).ids;
    expect(ids).not.toContain("new");
    expect(ids).not.toContain("old");
    expect(ids).toContain("updated");
  });

  it("filters and counts across both", async () => {
    const names = new Map([["tag", ["Lava"]]]);
    const filters = { names, publishedAfter: null, publishedBefore: null };
    const { ids, facets } = await ask({ filters, facets: ["tag"] });
    expect([...ids].sort()).toEqual(["new", "old"]);
    expect(facets.get("tag")).toEqual(
      new Map([
        ["lava", 2],
        ["live", 1],
      ]),
    );
  });

  it("lists both without a query, newest or oldest first", async () => {
    const newest = ["new", "updated", "poet", "budget", "old"];
    expect((await ask({ query: "" })).ids).toEqual(newest);
    expect((await ask({ query: "", sort: "oldest" })).ids).toEqual(newest.toReversed());
  });

  it("shows each hit's own text", async () => {
    const { hits, words } = await ask({ query: "volcano" });
    const texts = await hitTexts(hits, words);
    const byId = new Map(hits.map(({ article }, at) => [article.id, texts[at]]));
    expect(byId.get("updated")).toContain("loud");
    expect(byId.get("old")).toContain("Lava flows");
  });
});

describe("related articles over two segments", () => {
  const to = async (id: string, options = {}) =>
    idsOf(
      (
        await related(searcher, {
          subject: { kind: "articles", ids: [id] },
          limit: 10,
          threshold: 0,
          now: NOW,
          ...options,
        })
      ).hits,
    );

  it("come from both, without the subject or an older version of an article", async () => {
    for (const id of ["old", "new"]) {
      const ids = await to(id);
      expect(ids).toContain(id === "old" ? "new" : "old");
      expect(ids).not.toContain(id);
      expect(ids.filter((other) => other === "updated")).toHaveLength(1);
      expect(ids).not.toContain("coming");
    }
  });

  it("leave out excluded articles, whichever segment they are in", async () => {
    expect(await to("old", { exclude: ["new", "poet"] })).not.toContain("new");
  });

  it("fall back to the newest of both", async () => {
    const ids = await to("old", { threshold: 1, fallback: "recent" });
    expect(ids).toEqual(["new", "updated", "poet", "budget"]);
  });
});

describe("other requests to two segments", () => {
  it("find an article in either, or its later version if it is in both", async () => {
    expect((await findArticle(searcher, { id: "old" }, NOW))?.title).toBe("Volcano wakes");
    expect((await findArticle(searcher, { id: "updated" }, NOW))?.title).toBe("Volcano stirs again");
    expect(await findArticle(searcher, { id: "coming" }, NOW)).toBeNull();
  });

  it("suggest titles of both, each once", async () => {
    const texts = (await suggest(searcher, { query: "volcano", limit: 10, now: NOW })).map(
      ({ text }) => text,
    );
    expect([...texts].sort()).toEqual(["Volcano erupts", "Volcano stirs again", "Volcano wakes"]);
  });
});
