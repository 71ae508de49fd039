// Related articles in time: direction, timeline, and what age does to the order.

import { describe, expect, it } from "vitest";
import { related } from "../../src/engine/related.ts";
import type { RelatedHit } from "../../src/engine/related-request.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { idsOf, subjectOf } from "../support/related.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const VOLCANO = "Lava flows from the volcano towards the fishing town.";

describe("related in time", async () => {
  const dated = (id: string, day: string | null) =>
    makeArticle({
      id,
      title: "Volcano",
      body: VOLCANO,
      publishedAt: day === null ? null : `${day}T00:00:00.000Z`,
    });
  const archive = await openArticles([
    dated("2016", "2016-05-06"),
    dated("2019", "2019-05-06"),
    dated("2020", "2020-05-06"),
    dated("same-day", "2020-05-06"),
    dated("2021", "2021-05-06"),
    dated("2024", "2024-05-06"),
    dated("undated", null),
    makeArticle({ id: "off", title: "Budget", body: "Taxes.", publishedAt: "2019-01-01T00:00:00.000Z" }),
  ]);
  const asked = { subject: subjectOf("2020"), limit: 20, now: NOW };
  const searcher = searcherOf(archive);

  it("has only strictly earlier articles before it, and only strictly later ones after it", async () => {
    const earlier = (await related(searcher, { ...asked, direction: "before" })).hits;
    expect(idsOf(earlier).sort()).toEqual(["2016", "2019"]);
    const later = (await related(searcher, { ...asked, direction: "after" })).hits;
    expect(idsOf(later).sort()).toEqual(["2021", "2024"]);
  });

  it("is a timeline of two lists that start with what is nearest in time", async () => {
    const result = await related(searcher, { ...asked, direction: "timeline" });
    if (result.kind !== "timeline") throw new Error("no timeline");
    expect(idsOf(result.before)).toEqual(["2019", "2016"]);
    expect(idsOf(result.after)).toEqual(["2021", "2024"]);
    expect(result.total).toBe(4);
  });

  it("is a chronological timeline, however similar each article is", async () => {
    const piece = (id: string, body: string) =>
      makeArticle({ id, title: "Volcano", body, publishedAt: `${id}-05-06T00:00:00.000Z` });
    const mixed = await openArticles([
      piece("2010", VOLCANO),
      piece("2011", "Lava flows towards the town."),
      piece("2012", VOLCANO),
      piece("2013", "Lava flows towards the town."),
      piece("2014", VOLCANO),
    ]);
    const request = { subject: subjectOf("2012"), limit: 5, threshold: 0, now: NOW };
    const result = await related(searcherOf(mixed), { ...request, direction: "timeline" });
    if (result.kind !== "timeline") throw new Error("no timeline");
    expect(idsOf(result.before)).toEqual(["2011", "2010"]);
    expect(idsOf(result.after)).toEqual(["2013", "2014"]);
  });

  it("orders ties by distance in time, in either direction, with undated ones as of the same day", async () => {
    const ids = idsOf((await related(searcher, { ...asked, diversity: 0 })).hits);
    expect(ids.slice(0, 2).sort()).toEqual(["same-day", "undated"]);
    expect(ids.slice(2)).toEqual(["2021", "2019", "2024", "2016"]);
  });

  it("uses a recency of 0.3 for direction any and none for the others", async () => {
    const far = (hits: readonly RelatedHit[]) =>
      hits.find(({ article }) => article.id === "2016")?.details.recency;
    expect(far((await related(searcher, asked)).hits)).toBeCloseTo((1461 / 365 + 1) ** -0.3, 12);
    expect(far((await related(searcher, { ...asked, direction: "before" })).hits)).toBe(1);
    expect(far((await related(searcher, { ...asked, recency: 1 })).hits)).toBeCloseTo(
      1 / (1461 / 365 + 1),
      12,
    );
  });

  it("never lets age decide what is related", async () => {
    const slow = (await related(searcher, { ...asked, recency: 0 })).hits;
    const fast = (await related(searcher, { ...asked, recency: 1 })).hits;
    expect(fast.map(({ article, score }) => [article.id, score]).sort()).toEqual(
      slow.map(({ article, score }) => [article.id, score]).sort(),
    );
  });

  it("has no earlier and later for an undated article", async () => {
    const undated = { ...asked, subject: subjectOf("undated") };
    expect((await related(searcher, { ...undated, direction: "before" })).hits).toEqual([]);
    expect((await related(searcher, undated)).hits).toHaveLength(6);
  });

  it("returns what is earlier than all of several articles as their background", async () => {
    const both = { ...asked, subject: subjectOf("2019", "2021") };
    expect(idsOf((await related(searcher, { ...both, direction: "before" })).hits)).toEqual(["2016"]);
    expect(idsOf((await related(searcher, { ...both, direction: "after" })).hits)).toEqual(["2024"]);
  });
});
