// The strings under which an article is found: written by the build, looked up by the function.

import { describe, expect, it } from "vitest";
import { articleKeys, idKey } from "../../src/index/keys.ts";
import { makeArticle } from "../support/articles.ts";
import { openArticles } from "../support/packed-archive.ts";

describe("articleKeys", () => {
  it("are the id and the URL at three levels of strictness", () => {
    const keys = articleKeys({ id: "a", url: "https://www.news.example/a/?utm_source=x#top" }, []);
    expect(keys).toEqual([
      "id:a",
      "url:https://www.news.example/a/?utm_source=x#top",
      "clean:https://www.news.example/a/",
      "loose:news.example/a",
    ]);
  });

  it("are the id alone where there is no URL", () => {
    expect(articleKeys({ id: "a", url: null }, [])).toEqual([idKey("a")]);
  });
});

describe("an id key", () => {
  it("finds its article and is taken for no URL's", async () => {
    const { documents } = await openArticles([makeArticle({ id: "a" }), makeArticle({ id: "b" })]);
    const ordinal = (await documents.find(idKey("b"))) ?? Number.NaN;
    expect((await documents.articles([ordinal])).map(({ id }) => id)).toEqual(["b"]);
    expect(await documents.find("b")).toBeNull();
    expect(await documents.find(idKey("c"))).toBeNull();
  });
});
