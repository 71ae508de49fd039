// What editors' settings and access rights do to responses over HTTP: pinned and withheld articles, near-duplicates,
// articles by URL, members-only bodies. The archives are small, so the right answer is obvious.

import { describe, expect, it } from "vitest";
import type { Article } from "../../scripts/build/source/article/article.ts";
import { memorySource } from "../../src/index/source.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import { makeArticle } from "../support/articles.ts";
import { handlerOver } from "../support/handler-over.ts";
import { createHttpClient, type HttpClient } from "../support/http-client.ts";
import { type PackOptions, packArticles } from "../support/packed-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");

async function clientOver(
  articles: readonly Partial<Article>[],
  options: PackOptions = {},
): Promise<HttpClient> {
  const files = await packArticles(articles.map(makeArticle), options);
  return createHttpClient(
    handlerOver({
      snapshot: memorySource(files),
      createEncoder: async () => createWordEncoder(),
      createScan: createPlainScan,
      now: () => NOW,
    }),
  );
}

const idsOf = (hits: readonly { id: string }[]) => hits.map(({ id }) => id);

function post(get: HttpClient, fields: unknown) {
  const headers = { "Content-Type": "application/json" };
  return get("/v1/related", { method: "POST", body: JSON.stringify(fields), headers });
}

describe("pinned articles", () => {
  const archive = [
    { id: "a", title: "Volcano erupts on the island", relatedIds: ["far", "hidden"] },
    { id: "near", title: "Volcano erupts again on the island" },
    { id: "far", title: "Parliament debates pensions" },
    { id: "hidden", title: "Quiet harbour", relatedOff: true },
  ];

  it("come first and are marked, whatever the threshold, and nothing else is marked", async () => {
    const get = await clientOver(archive);
    const { hits } = (await get("/v1/articles/a/related?threshold=1")).body;
    expect(hits).toMatchObject([{ id: "far", pinned: true }]);
    const all = (await get("/v1/articles/a/related?threshold=0")).body.hits;
    expect(idsOf(all)).toEqual(["far", "near"]);
    expect(all[1]).not.toHaveProperty("pinned");
  });

  it("also apply to several articles together", async () => {
    const get = await clientOver(archive);
    const { body } = await post(get, { ids: ["near", "a"], threshold: 1 });
    expect(body.hits).toMatchObject([{ id: "far", pinned: true }]);
  });
});

describe("an article that is left out of related lists", () => {
  it("has an empty list, and is found by search", async () => {
    const get = await clientOver([
      { id: "a", title: "Volcano erupts", relatedOff: true },
      { id: "b", title: "Volcano erupts again" },
    ]);
    const alone = await get("/v1/articles/a/related?threshold=0&fallback=recent");
    expect([alone.status, alone.body.hits, alone.body.totalHits]).toEqual([200, [], 0]);
    const timeline = (await get("/v1/articles/a/related?direction=timeline")).body;
    expect([timeline.before, timeline.after]).toEqual([[], []]);
    expect((await post(get, { ids: ["a"], threshold: 0 })).body.hits).toEqual([]);
    expect(idsOf((await get("/v1/articles/b/related?threshold=0")).body.hits)).toEqual([]);
    expect(idsOf((await get("/v1/search?q=volcano&threshold=0")).body.hits)).toContain("a");
  });
});

describe("GET /v1/related?url=", () => {
  it("matches URLs as the contract says, and accepts the same options", async () => {
    const get = await clientOver([
      { id: "a", title: "Volcano erupts", url: "https://www.news.example/volcano" },
      { id: "b", title: "Volcano erupts again", publishedAt: "2024-01-01T00:00:00.000Z" },
    ]);
    const url = encodeURIComponent("http://news.example/volcano/amp?utm_source=x#top");
    const { status, body } = await get(`/v1/related?url=${url}&threshold=0&explain=true`);
    expect([status, body.id, idsOf(body.hits)]).toEqual([200, "a", ["b"]]);
    expect(body.hits[0].scoreDetails.semantic.rank).toBe(1);
    expect((await get(`/v1/related?url=${url}&threshold=0&exclude=b`)).body.hits).toEqual([]);
    const timeline = await get(`/v1/related?url=${url}&threshold=0&direction=timeline`);
    expect([idsOf(timeline.body.before), timeline.body.after]).toEqual([["b"], []]);
  });
});

describe("a members-only article", () => {
  it("shows none of its body in an excerpt, a passage or a highlight, even if the body matched", async () => {
    const article = {
      access: "members",
      summary: "About a mountain.",
      body: "Secret lava chamber.",
    } as const;
    const get = await clientOver([{ id: "m", title: "Volcano", ...article }], { memberBodies: true });
    for (const mode of ["hybrid", "semantic", "keyword"]) {
      const query = "q=secret+lava+chamber+volcano&threshold=0&includePassages=true&explain=true";
      const { body } = await get(`/v1/search?${query}&mode=${mode}`);
      expect(idsOf(body.hits)).toEqual(["m"]);
      const { bestPassage, excerpt } = body.hits[0];
      expect(excerpt.text).toBe("About a mountain.");
      expect([undefined, "About a mountain."]).toContain(bestPassage?.text);
    }
  });
});
