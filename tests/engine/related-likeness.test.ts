// Related articles that are similar to each other: groups of near-duplicates, and diversity among the rest.

import { describe, expect, it } from "vitest";
import { related } from "../../src/engine/related.ts";
import type { ListRequest } from "../../src/engine/related-request.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, ordinalOf, searcherOf } from "../support/packed-archive.ts";
import { idsOf, subjectOf } from "../support/related.ts";
import { withColumns } from "../support/search-archive.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const VOLCANO = "Lava flows from the volcano towards the fishing town.";

async function ask(id: string, options: Partial<ListRequest>, archive: ArchiveIndex) {
  const request = { subject: subjectOf(id), limit: 20, threshold: 0, now: NOW, ...options };
  const result = await related(searcherOf(archive), request);
  return { ...result, ids: idsOf(result.hits) };
}

describe("related beside near-duplicates", async () => {
  const archive = await openArticles([
    makeArticle({ id: "report", title: "Volcano wakes", body: VOLCANO }),
    makeArticle({ id: "copy-1", title: "Volcano wakes again", body: VOLCANO }),
    makeArticle({ id: "copy-2", title: "Volcano wakes once more", body: VOLCANO }),
    makeArticle({ id: "other", title: "Volcano of the past", body: "Lava once buried a town." }),
  ]);
  const ordinal = (id: string) => ordinalOf(archive, id);
  /** Near-duplicates of each other; "copy-2" is the one that is shown. */
  const grouped = (...ids: string[]): ArchiveIndex => {
    const duplicateOf = archive.columns.duplicateOf.slice();
    for (const id of ids) duplicateOf[ordinal(id)] = ordinal("copy-2");
    return withColumns(archive, { duplicateOf });
  };

  it("shows the group's article once, and names the others with it", async () => {
    const { hits, total, ids } = await ask("report", { recency: 0 }, grouped("copy-1", "copy-2"));
    expect(ids.sort()).toEqual(["copy-2", "other"]);
    expect(total).toBe(2);
    const shown = hits.find(({ article }) => article.id === "copy-2");
    expect(shown?.duplicates).toEqual(["copy-1"]);
  });

  it("shows another of the group if its article is excluded", async () => {
    const { ids, hits } = await ask("report", { exclude: ["copy-2"] }, grouped("report", "copy-1", "copy-2"));
    expect(ids).toEqual(["other"]);
    expect(hits[0]?.duplicates).toEqual([]);
    const apart = await ask("report", { exclude: ["copy-2"] }, grouped("copy-1", "copy-2"));
    expect(apart.ids).toContain("copy-1");
  });

  it("lists articles in the other direction among a hit's duplicates, but no future ones", async () => {
    const report = (id: string, day: string) =>
      makeArticle({ id, title: "Volcano wakes", body: VOLCANO, publishedAt: `${day}T00:00:00.000Z` });
    const versions = await openArticles([
      report("first", "2024-01-01"),
      makeArticle({
        id: "read",
        title: "Volcano past",
        body: VOLCANO,
        publishedAt: "2024-01-02T00:00:00.000Z",
      }),
      report("second", "2024-01-03"),
      report("third", "2024-01-04"),
      report("coming", "2026-01-01"),
    ]);
    const duplicateOf = versions.columns.duplicateOf.slice();
    for (const id of ["first", "second", "third", "coming"]) {
      duplicateOf[ordinalOf(versions, id)] = ordinalOf(versions, "third");
    }
    const { ids, hits } = await ask("read", { direction: "before" }, withColumns(versions, { duplicateOf }));
    expect(ids).toEqual(["first"]);
    expect(hits[0]?.duplicates).toEqual(["third", "second"]);
  });

  it("falls back to one article of each group", async () => {
    const filled = await ask(
      "other",
      { threshold: 1, fallback: "recent" },
      grouped("report", "copy-1", "copy-2"),
    );
    expect(filled.ids).toHaveLength(1);
  });

  it("has no other version of the article being read among the hits", async () => {
    expect((await ask("report", {}, grouped("report", "copy-1", "copy-2"))).ids).toEqual(["other"]);
  });

  it("has each as a separate hit on request", async () => {
    const { ids, hits } = await ask(
      "report",
      { duplicates: "include" },
      grouped("report", "copy-1", "copy-2"),
    );
    expect([...ids].sort()).toEqual(["copy-1", "copy-2", "other"]);
    expect(hits.flatMap(({ duplicates }) => duplicates)).toEqual([]);
  });
});

describe("related with diversity", async () => {
  const archive = await openArticles([
    makeArticle({ id: "a", title: "Harbour fire ship crew rescue", body: "Smoke." }),
    makeArticle({ id: "b1", title: "Harbour fire ship crew rescue", body: "Flames." }),
    makeArticle({ id: "b2", title: "Harbour fire ship crew rescue", body: "Flames." }),
    makeArticle({ id: "c", title: "Harbour fire inquiry crew rescue", body: "Judge." }),
  ]);

  it("ranks articles that add something above those that repeat the same", async () => {
    expect((await ask("a", { diversity: 0 }, archive)).ids.slice(0, 2).sort()).toEqual(["b1", "b2"]);
    expect((await ask("a", { diversity: 0.9 }, archive)).ids.slice(0, 2)[1]).toBe("c");
  });

  it("keeps every article in the list", async () => {
    expect((await ask("a", { diversity: 1 }, archive)).ids.sort()).toEqual(["b1", "b2", "c"]);
  });
});
