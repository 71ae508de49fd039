// Related articles over a small archive with obvious storylines: which articles are hits, in which order, and what
// each response says about them. Time, similarity and editors' rules are tested in separate files.

import { describe, expect, it } from "vitest";
import { related } from "../../src/engine/related.ts";
import type { ListRequest } from "../../src/engine/related-request.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { idsOf, subjectOf } from "../support/related.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const VOLCANO = "Lava flows from the volcano towards the fishing town.";

const snapshot = await openArticles([
  makeArticle({ id: "v1", title: "Volcano wakes", body: VOLCANO }),
  makeArticle({ id: "v2", title: "Volcano calms", body: `${VOLCANO} Residents return.` }),
  makeArticle({
    id: "v-later",
    title: "Volcano wakes",
    body: VOLCANO,
    publishedAt: "2026-01-01T00:00:00.000Z",
  }),
  makeArticle({ id: "v-unrecommended", title: "Volcano wakes", body: VOLCANO, recommend: false }),
  makeArticle({ id: "v-unsearched", title: "Volcano wakes", body: VOLCANO, search: false }),
  makeArticle({ id: "e1", title: "Election called", body: "Voters choose a parliament in autumn." }),
  makeArticle({ id: "b1", title: "Budget passed", body: "Council agreed on taxes and roads." }),
]);

async function ask(id: string, options: Partial<ListRequest> = {}, archive = snapshot) {
  const request = { subject: subjectOf(id), limit: 20, threshold: 0, now: NOW, ...options };
  const result = await related(searcherOf(archive), request);
  return { ...result, ids: idsOf(result.hits) };
}

describe("related", () => {
  it("ranks the rest of the storyline first", async () => {
    expect((await ask("v1")).ids.slice(0, 2).sort()).toEqual(["v-unsearched", "v2"]);
  });

  it.each([
    "v1",
    "v2",
    "e1",
    "v-later",
    "v-unrecommended",
  ])("never recommends %s for the subject", async (id) => {
    expect((await ask(id)).ids).not.toContain(id);
  });

  it("recommends nothing that is excluded from recommendations or not yet published", async () => {
    expect((await ask("v1")).ids).not.toContain("v-unrecommended");
    expect((await ask("v1")).ids).not.toContain("v-later");
    expect((await ask("v1", { now: Date.parse("2027-01-01") })).ids).toContain("v-later");
  });

  it("works for an article that is itself not recommended", async () => {
    expect((await ask("v-unrecommended")).ids.slice(0, 3).sort()).toEqual(["v-unsearched", "v1", "v2"]);
  });

  it("counts all hits above the threshold and shows as many as requested", async () => {
    const whole = await ask("v1");
    expect(whole.total).toBe(4);
    expect(await ask("v1", { limit: 1 })).toMatchObject({ ids: whole.ids.slice(0, 1), total: 4 });
    const threshold = whole.hits[1]?.score ?? 1;
    expect(await ask("v1", { threshold })).toMatchObject({ ids: whole.ids.slice(0, 2), total: 2 });
    expect(await ask("v1", { threshold: 1 })).toMatchObject({ hits: [], total: 0 });
  });

  it("uses the archive's threshold and curve by default, and states the threshold", async () => {
    const ranking = (threshold: number) => ({ related: { intercept: -6, slope: 15, threshold } });
    const fitted = (threshold: number): ArchiveIndex => ({
      ...snapshot,
      ranking: { ...snapshot.ranking, ...ranking(threshold) },
    });
    const [best] = (await ask("v1", {}, fitted(0.5))).hits;
    const { semantic, relevance } = best?.details ?? { semantic: { score: 0 }, relevance: 0 };
    expect(best?.score).toBeCloseTo(1 / (1 + Math.exp(6 - 15 * relevance)), 12);
    expect(semantic.score).toBeGreaterThan(0.5);
    expect(await ask("v1", { threshold: null }, fitted(0.5))).toMatchObject({ threshold: 0.5, total: 2 });
    expect(await ask("v1", { threshold: null }, fitted(1))).toMatchObject({ threshold: 1, hits: [] });
  });

  it("shows the beginning of each article", async () => {
    for (const {
      place: { ordinal, passage },
    } of (await ask("v1")).hits)
      expect(passage).toBe(snapshot.columns.firstPassage[ordinal]);
  });

  it("leaves out excluded articles", async () => {
    expect((await ask("v1", { exclude: ["v2"] })).ids).not.toContain("v2");
  });

  it("explains each hit with parts that add up", async () => {
    for (const { score, details } of (await ask("v1", { diversity: 0.4 })).hits) {
      expect(details.semantic.score + details.sections + details.tags + details.links).toBeCloseTo(
        details.relevance,
        12,
      );
      expect(details.rankingValue).toBeCloseTo(score * details.recency, 12);
      expect(details.diversityPenalty).toBeLessThanOrEqual(0);
    }
  });

  it("does not use similarity for languages that the encoder does not support", async () => {
    const archive = await openArticles([
      makeArticle({ id: "read", title: "Volcano wakes", body: VOLCANO }),
      makeArticle({ id: "unread", title: "Volcano wakes", body: VOLCANO, lang: "is" }),
      makeArticle({ id: "other", title: "Volcano calms", body: "Residents return." }),
    ]);
    const hit = (await ask("read", {}, archive)).hits.find(({ article }) => article.id === "unread");
    expect(hit?.details.semantic.score).toBe(0);
    expect(hit?.score).toBeLessThan(0.01);
    expect((await ask("unread", { threshold: 0.1 }, archive)).hits).toEqual([]);
  });

  it("reports that a total covers only the nearest two thousand, and still finds the nearest", async () => {
    const many = Array.from({ length: 2300 }, (_, i) => makeArticle({ id: `${i}`, title: `Volcano ${i}` }));
    const archive = await openArticles([...many, makeArticle({ id: "main", title: "Volcano 8" })]);
    const { total, totalIsExact, ids } = await ask("main", {}, archive);
    expect(totalIsExact).toBe(false);
    expect(total).toBeGreaterThanOrEqual(2000);
    expect(ids[0]).toBe("8");
  });

  it("finds nothing in an archive with a single article", async () => {
    const alone = await openArticles([makeArticle()]);
    expect(await ask("story", {}, alone)).toMatchObject({ hits: [], total: 0, totalIsExact: true });
  });

  it.each([
    [{ limit: 0 }, /limit is 0/],
    [{ diversity: 1.5 }, /diversity is 1.5/],
    [{ recency: -1 }, /recency is -1/],
    [{ threshold: 2 }, /threshold is 2/],
    [{ subject: { kind: "articles", ids: [] } as const }, /subject/],
    [{ subject: { kind: "articles", ids: ["nobody"] } as const }, /nobody/],
  ])("refuses %j by name and value", async (wrong, message) => {
    const request = { subject: subjectOf("v1"), limit: 5, now: NOW, ...wrong };
    await expect(related(searcherOf(snapshot), request)).rejects.toThrow(message);
  });
});

describe("related to several articles", () => {
  it("finds what is similar to all of them, but none of them", async () => {
    const request = { subject: subjectOf("v1", "e1"), limit: 20, threshold: 0, now: NOW };
    const { hits } = await related(searcherOf(snapshot), request);
    const ids = idsOf(hits);
    expect(ids).not.toContain("v1");
    expect(ids).not.toContain("e1");
    expect(ids.slice(0, 2).sort()).toEqual(["v-unsearched", "v2"]);
  });
});

describe("related to a text", () => {
  const searcher = searcherOf(snapshot);
  const draft = async (text: string, publishedAt: number | null = null) => ({
    kind: "text" as const,
    direction: (await searcher.encoder.encode(text, "passage")).vector,
    publishedAt,
  });

  it("finds articles on the same subject", async () => {
    const request = { subject: await draft(`Volcano wakes ${VOLCANO}`), limit: 3, threshold: 0, now: NOW };
    const { hits } = await related(searcher, request);
    expect(idsOf(hits).sort()).toEqual(["v-unsearched", "v1", "v2"]);
  });

  it("treats an undated text as being written now", async () => {
    const asked = { limit: 20, threshold: 0, now: NOW, subject: await draft(VOLCANO) };
    expect((await related(searcher, { ...asked, direction: "before" })).hits).toHaveLength(5);
    expect((await related(searcher, { ...asked, direction: "after" })).hits).toEqual([]);
  });

  it("finds nothing without a single word", async () => {
    const direction = new Float32Array(searcher.encoder.dims);
    const asked = { kind: "text", direction, publishedAt: null } as const;
    expect((await related(searcher, { subject: asked, limit: 5, now: NOW })).hits).toEqual([]);
  });
});
