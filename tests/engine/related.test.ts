// Related articles over a small archive in which the storylines are plain to see: who is a hit, in which order, and
// what each answer says of itself. Time, likeness and editors' rules have files of their own.

import { describe, expect, it } from "vitest";
import { related } from "../../src/engine/related.ts";
import type { ListRequest } from "../../src/engine/related-request.ts";
import type { Snapshot } from "../../src/index/snapshot/reader.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { idsOf, ordinalOf, subjectOf } from "../support/related.ts";

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

function ask(id: string, options: Partial<ListRequest> = {}, archive = snapshot) {
  const request = { subject: subjectOf(archive, id), limit: 20, threshold: 0, now: NOW, ...options };
  const result = related(searcherOf(archive), request);
  return { ...result, ids: idsOf(archive, result.hits) };
}

describe("related", () => {
  it("puts the rest of the storyline first", () => {
    expect(ask("v1").ids.slice(0, 2).sort()).toEqual(["v-unsearched", "v2"]);
  });

  it.each(["v1", "v2", "e1", "v-later", "v-unrecommended"])("never recommends %s beside itself", (id) => {
    expect(ask(id).ids).not.toContain(id);
  });

  it("recommends nothing that is withdrawn from it or still to come", () => {
    expect(ask("v1").ids).not.toContain("v-unrecommended");
    expect(ask("v1").ids).not.toContain("v-later");
    expect(ask("v1", { now: Date.parse("2027-01-01") }).ids).toContain("v-later");
  });

  it("answers for an article that is itself not recommended", () => {
    expect(ask("v-unrecommended").ids.slice(0, 3).sort()).toEqual(["v-unsearched", "v1", "v2"]);
  });

  it("counts all that are above the threshold and shows as many as asked for", () => {
    const whole = ask("v1");
    expect(whole.total).toBe(4);
    expect(ask("v1", { limit: 1 })).toMatchObject({ ids: whole.ids.slice(0, 1), total: 4 });
    const threshold = whole.hits[1]?.score ?? 1;
    expect(ask("v1", { threshold })).toMatchObject({ ids: whole.ids.slice(0, 2), total: 2 });
    expect(ask("v1", { threshold: 1 })).toMatchObject({ hits: [], total: 0 });
  });

  it("uses the archive's own threshold and curve where none is asked for, and names the threshold", () => {
    const ranking = (threshold: number) => ({ related: { intercept: -6, slope: 15, threshold } });
    const fitted = (threshold: number): Snapshot => ({
      ...snapshot,
      manifest: { ...snapshot.manifest, ranking: { ...snapshot.manifest.ranking, ...ranking(threshold) } },
    });
    const [best] = ask("v1", {}, fitted(0.5)).hits;
    const { semantic, fused } = best?.details ?? { semantic: { score: 0 }, fused: 0 };
    expect(best?.score).toBeCloseTo(1 / (1 + Math.exp(6 - 15 * fused)), 12);
    expect(semantic.score).toBeGreaterThan(0.5);
    expect(ask("v1", { threshold: null }, fitted(0.5))).toMatchObject({ threshold: 0.5, total: 2 });
    expect(ask("v1", { threshold: null }, fitted(1))).toMatchObject({ threshold: 1, hits: [] });
  });

  it("shows the beginning of each article", () => {
    for (const { ordinal, passage } of ask("v1").hits) expect(passage).toBe(snapshot.firstPassage[ordinal]);
  });

  it("leaves out what is excluded", () => {
    expect(ask("v1", { exclude: [ordinalOf(snapshot, "v2")] }).ids).not.toContain("v2");
  });

  it("explains each hit by parts that add up", () => {
    for (const { score, details } of ask("v1", { diversity: 0.4 }).hits) {
      expect(details.semantic.score + details.sections + details.tags + details.links).toBeCloseTo(
        details.fused,
        12,
      );
      expect(details.order).toBeCloseTo(score * details.recency, 12);
      expect(details.diversity).toBeLessThanOrEqual(0);
    }
  });

  it("does not go by the likeness of languages that the encoder does not read", async () => {
    const archive = await openArticles([
      makeArticle({ id: "read", title: "Volcano wakes", body: VOLCANO }),
      makeArticle({ id: "unread", title: "Volcano wakes", body: VOLCANO, lang: "is" }),
      makeArticle({ id: "other", title: "Volcano calms", body: "Residents return." }),
    ]);
    const hit = ask("read", {}, archive).hits.find(({ ordinal }) => archive.article(ordinal).id === "unread");
    expect(hit?.details.semantic.score).toBe(0);
    expect(hit?.score).toBeLessThan(0.01);
    expect(ask("unread", { threshold: 0.1 }, archive).hits).toEqual([]);
  });

  it("says that a total is of the nearest two thousand, and still finds the nearest", async () => {
    const many = Array.from({ length: 2300 }, (_, i) => makeArticle({ id: `${i}`, title: `Volcano ${i}` }));
    const archive = await openArticles([...many, makeArticle({ id: "main", title: "Volcano 8" })]);
    const { total, totalIsExact, ids } = ask("main", {}, archive);
    expect(totalIsExact).toBe(false);
    expect(total).toBeGreaterThanOrEqual(2000);
    expect(ids[0]).toBe("8");
  });

  it("finds nothing in an archive of one", async () => {
    const alone = await openArticles([makeArticle()]);
    expect(ask("story", {}, alone)).toMatchObject({ hits: [], total: 0, totalIsExact: true });
  });

  it.each([
    [{ limit: 0 }, /limit is 0/],
    [{ diversity: 1.5 }, /diversity is 1.5/],
    [{ recency: -1 }, /recency is -1/],
    [{ threshold: 2 }, /threshold is 2/],
    [{ subject: { kind: "articles", ordinals: [] } as const }, /subject/],
    [{ subject: { kind: "articles", ordinals: [99] } as const }, /99/],
  ])("refuses %j by name and value", (wrong, message) => {
    const request = { subject: subjectOf(snapshot, "v1"), limit: 5, now: NOW, ...wrong };
    expect(() => related(searcherOf(snapshot), request)).toThrow(message);
  });
});

describe("related to several articles", () => {
  it("is near to all of them and none of them", () => {
    const request = { subject: subjectOf(snapshot, "v1", "e1"), limit: 20, threshold: 0, now: NOW };
    const { hits } = related(searcherOf(snapshot), request);
    const ids = idsOf(snapshot, hits);
    expect(ids).not.toContain("v1");
    expect(ids).not.toContain("e1");
    expect(ids.slice(0, 2).sort()).toEqual(["v-unsearched", "v2"]);
  });
});

describe("related to a text", () => {
  const searcher = searcherOf(snapshot);
  const draft = async (text: string, publishedAt: number | null = null) => ({
    kind: "text" as const,
    vector: (await searcher.encoder.encode(text, "passage")).vector,
    publishedAt,
  });

  it("finds what is written about the same", async () => {
    const request = { subject: await draft(`Volcano wakes ${VOLCANO}`), limit: 3, threshold: 0, now: NOW };
    const { hits } = related(searcher, request);
    expect(idsOf(snapshot, hits).sort()).toEqual(["v-unsearched", "v1", "v2"]);
  });

  it("takes an undated text for one that is being written", async () => {
    const asked = { limit: 20, threshold: 0, now: NOW, subject: await draft(VOLCANO) };
    expect(related(searcher, { ...asked, direction: "before" }).hits).toHaveLength(5);
    expect(related(searcher, { ...asked, direction: "after" }).hits).toEqual([]);
  });

  it("finds nothing without a single word", () => {
    const vector = new Float32Array(searcher.encoder.dims);
    const asked = { kind: "text", vector, publishedAt: null } as const;
    expect(related(searcher, { subject: asked, limit: 5, now: NOW }).hits).toEqual([]);
  });
});
