// An article by its public URL: exactly, without tracking parameters, and without scheme, www and /amp.

import { describe, expect, it } from "vitest";
import { findArticle } from "../../src/answers/find-article.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");

describe("findArticle by URL", () => {
  const story = makeArticle({ id: "story", url: "https://news.example/story" });
  const find = async (
    articles: Parameters<typeof openArticles>[0],
    url: string,
    identifyingParams: string[] = [],
  ) => {
    const index = await openArticles(articles, { settings: { identifyingParams } });
    return (await findArticle(searcherOf(index), { url }, NOW))?.id ?? null;
  };

  it.each([
    "https://news.example/story",
    "HTTPS://NEWS.example:443/story",
    "https://news.example/story?utm_campaign=x#comments",
    "http://www.news.example/story/amp",
  ])("finds an article by %s", async (url) => {
    expect(await find([story], url)).toBe("story");
  });

  it.each([
    "https://news.example/other",
    "https://other.example/story",
    "story",
    "",
  ])("finds nothing by %j", async (url) => {
    expect(await find([story], url)).toBeNull();
  });

  it("prefers the stricter match", async () => {
    const articles = [
      makeArticle({ id: "plain", url: "http://news.example/a", publishedAt: "2020-01-01T00:00:00.000Z" }),
      makeArticle({ id: "www", url: "https://www.news.example/a", publishedAt: "2024-01-01T00:00:00.000Z" }),
    ];
    expect(await find(articles, "http://news.example/a?utm_source=x")).toBe("plain");
    expect(await find(articles, "https://www.news.example/a")).toBe("www");
  });

  it("finds none of those that share a lenient form of the URL, and each by its own URL", async () => {
    const articles = [
      makeArticle({ id: "old", url: "http://news.example/a", publishedAt: "2020-01-01T00:00:00.000Z" }),
      makeArticle({ id: "new", url: "https://www.news.example/a", publishedAt: "2024-01-01T00:00:00.000Z" }),
    ];
    expect(await find(articles, "https://news.example/a/amp")).toBeNull();
    expect(await find(articles, "http://news.example/a")).toBe("old");
    const byParts = ["one", "two"].map((id) => makeArticle({ id, url: `https://news.example/live#${id}` }));
    expect(await find(byParts, "https://news.example/live?utm_source=x")).toBeNull();
    expect(await find(byParts, "https://news.example/live")).toBeNull();
    expect(await find(byParts, "https://news.example/live#two")).toBe("two");
  });

  it("gives the newest of those that have the very same URL", async () => {
    const url = "https://news.example/a";
    const articles = [
      makeArticle({ id: "old", url, publishedAt: "2020-01-01T00:00:00.000Z" }),
      makeArticle({ id: "new", url, publishedAt: "2024-01-01T00:00:00.000Z" }),
    ];
    expect(await find(articles, url)).toBe("new");
    expect(await find(articles, `${url}/amp`)).toBeNull();
  });

  it("tells articles apart by the query keys that the configuration names", async () => {
    const articles = [1, 2].map((p) => makeArticle({ id: `p${p}`, url: `https://news.example/?p=${p}` }));
    expect(await find(articles, "http://www.news.example/?p=2&fbclid=x", ["p"])).toBe("p2");
  });
});
