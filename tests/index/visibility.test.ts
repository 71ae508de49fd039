// Which articles a request may see: by flag, and by the moment of the request.

import { describe, expect, it } from "vitest";
import { isPublished, visibleArticles } from "../../src/index/visibility.ts";
import { makeArticle } from "../support/articles.ts";
import { articleAt, openArticles, ordinalOf } from "../support/packed-archive.ts";

const NOON = Date.parse("2025-03-01T12:00:00Z");

const snapshot = await openArticles([
  makeArticle({ id: "future", publishedAt: "2025-03-01T12:00:00.001Z" }),
  makeArticle({ id: "now", publishedAt: "2025-03-01T12:00:00.000Z" }),
  makeArticle({ id: "past", publishedAt: "1969-07-20T20:17:40.000Z" }),
  makeArticle({ id: "unsearched", publishedAt: "2020-01-01T00:00:00.000Z", search: false }),
  makeArticle({ id: "unrecommended", publishedAt: "2021-01-01T00:00:00.000Z", recommend: false }),
  makeArticle({ id: "undated", publishedAt: null }),
]);

function ids(ordinals: readonly number[]): string[] {
  return ordinals.map((ordinal) => articleAt(snapshot, ordinal).id);
}

describe("visibleArticles", () => {
  it("hides an article of the future until its millisecond", () => {
    const seen = (now: number) =>
      ids(visibleArticles(snapshot.columns, "searchable", now)).includes("future");
    expect(seen(NOON)).toBe(false);
    expect(seen(NOON + 1)).toBe(true);
  });

  it("lists the newest first and the undated last", () => {
    expect(ids(visibleArticles(snapshot.columns, "searchable", NOON))).toEqual([
      "now",
      "unrecommended",
      "past",
      "undated",
    ]);
  });

  it("tells what may be found from what may be recommended", () => {
    expect(ids(visibleArticles(snapshot.columns, "recommendable", NOON))).toEqual([
      "now",
      "unsearched",
      "past",
      "undated",
    ]);
  });

  it("shows undated articles at every moment, and nothing else before the first", () => {
    expect(ids(visibleArticles(snapshot.columns, "searchable", Date.parse("1900-01-01")))).toEqual([
      "undated",
    ]);
  });
});

describe("isPublished", () => {
  it("is about the date alone, whatever the flags", () => {
    const ordinal = ordinalOf(snapshot, "unsearched");
    expect(isPublished(snapshot.columns, ordinal, NOON)).toBe(true);
    expect(isPublished(snapshot.columns, ordinal, 0)).toBe(false);
  });
});
