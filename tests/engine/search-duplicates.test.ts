// Near-duplicates in search: one hit per group, and which article represents it. Age as a tie-breaker is tested here
// too, since both come after the ranking.

import { describe, expect, it } from "vitest";
import { search } from "../../src/engine/search.ts";
import type { SearchRequest } from "../../src/engine/search-request.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { idsOf } from "../support/related.ts";
import { withGroups } from "../support/search-archive.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const REQUEST = {
  query: "volcano erupts",
  mode: "hybrid",
  limit: 9,
  offset: 0,
  threshold: 0,
  now: NOW,
} as const;

const archive = await openArticles([
  makeArticle({
    id: "update",
    title: "Volcano",
    body: "Ash falls.",
    publishedAt: "2024-05-08T00:00:00.000Z",
  }),
  makeArticle({
    id: "report",
    title: "Volcano erupts",
    body: "Ash falls.",
    publishedAt: "2024-05-07T00:00:00.000Z",
  }),
  makeArticle({ id: "flash", title: "Volcano erupts", publishedAt: "2024-05-06T00:00:00.000Z" }),
  makeArticle({ id: "other", title: "Volcano park opens", publishedAt: "2023-05-06T00:00:00.000Z" }),
  makeArticle({
    id: "later",
    title: "Volcano erupts",
    body: "Ash.",
    publishedAt: "2026-01-01T00:00:00.000Z",
  }),
  makeArticle({ id: "unlisted", title: "Volcano erupts", body: "Ash.", search: false }),
  makeArticle({ id: "local", title: "Volcano erupts", body: "Ash here.", recommend: false }),
]);

async function ask(groups: readonly (readonly string[])[], request: Partial<SearchRequest> = {}) {
  const snapshot = withGroups(archive, ...groups);
  const result = await search(searcherOf(snapshot), { ...REQUEST, ...request });
  return {
    ...result,
    ids: idsOf(result.hits),
    duplicates: new Map(result.hits.map(({ article, duplicates }) => [article.id, duplicates])),
  };
}

describe("near-duplicates of one report", () => {
  it("are one hit: the article that represents them, with its own score, even if another is nearer", async () => {
    const apart = await ask([]);
    const { ids, hits, total } = await ask([["update", "report", "flash"]]);
    expect(apart.ids.indexOf("flash")).toBeLessThan(apart.ids.indexOf("update"));
    expect(ids.filter((id) => ["update", "report", "flash"].includes(id))).toEqual(["update"]);
    expect(total).toBe(apart.total - 2);
    expect(hits[ids.indexOf("update")]?.score).toBe(apart.hits[apart.ids.indexOf("update")]?.score);
  });

  it("name the others, newest first", async () => {
    const { duplicates } = await ask([["update", "report", "flash"]]);
    expect(duplicates.get("update")).toEqual(["report", "flash"]);
    expect(duplicates.get("other")).toEqual([]);
  });

  it("are separate hits if they are included, none naming another", async () => {
    const { ids, duplicates, total } = await ask([["update", "report", "flash"]], { duplicates: "include" });
    expect(ids).toEqual(expect.arrayContaining(["update", "report", "flash", "other", "local"]));
    expect(total).toBe(5);
    expect([...duplicates.values()].flat()).toEqual([]);
  });

  it.each([
    ["still to come", "later"],
    ["unlisted", "unlisted"],
  ])("are represented by the best of the others if their main article is %s, and never name it", async (_, shown) => {
    const { ids, duplicates } = await ask([[shown, "update", "report"]], { query: "volcano erupts ash" });
    expect(ids).toContain("report");
    expect(ids).not.toContain("update");
    expect(duplicates.get("report")).toEqual(["update"]);
  });

  it("are represented by the best of the others if their main article has an excluded word", async () => {
    const { ids } = await ask([["update", "flash"]], { query: "volcano -ash" });
    expect(ids).toEqual(expect.arrayContaining(["flash"]));
    expect(ids).not.toContain("update");
  });

  it("are named even if they are excluded from related lists", async () => {
    const { duplicates } = await ask([["report", "local"]]);
    expect(duplicates.get("report")).toEqual(["local"]);
  });

  it("are counted once over all pages", async () => {
    const groups = [["update", "report", "flash"]];
    const whole = await ask(groups);
    const pages = [await ask(groups, { limit: 2 }), await ask(groups, { limit: 2, offset: 2 })];
    expect(pages.flatMap(({ ids }) => ids)).toEqual(whole.ids);
    expect(pages.map(({ total }) => total)).toEqual([whole.total, whole.total]);
  });
});

describe("recency", () => {
  const twins = ["old", "new", "undated"].map((id) =>
    makeArticle({
      id,
      title: "Volcano erupts",
      publishedAt: { old: "2015-01-01T00:00:00.000Z", new: "2024-12-01T00:00:00.000Z" }[id] ?? null,
    }),
  );
  const far = makeArticle({ id: "far", title: "Budget passed", publishedAt: "2024-12-31T00:00:00.000Z" });

  it("lowers old articles but not undated ones, and leaves every score unchanged", async () => {
    const snapshot = await openArticles([...twins, far]);
    const ranked = async (recency: number) => {
      const { hits } = await search(searcherOf(snapshot), { ...REQUEST, recency });
      const ids = idsOf(hits);
      return { ids, scores: new Map(hits.map(({ score }, place) => [ids[place], score])) };
    };
    const plain = await ranked(0);
    const aged = await ranked(1);
    expect(plain.ids).toEqual(["new", "old", "undated", "far"]);
    expect(aged.ids.slice(0, 2)).toEqual(["undated", "new"]);
    expect(aged.scores).toEqual(plain.scores);
  });

  it("keeps what is above the threshold and lets in nothing below it", async () => {
    const snapshot = await openArticles([...twins, far]);
    const found = async (recency: number) => {
      const { hits, total } = await search(searcherOf(snapshot), { ...REQUEST, threshold: 0.2, recency });
      return { ids: idsOf(hits).sort(), total };
    };
    expect((await found(0)).ids).toEqual(["new", "old", "undated"]);
    expect(await found(1)).toEqual(await found(0));
  });
});
