// Which article an id or an address means: the keys of an archive, and the links and pins that lead somewhere.

import { describe, expect, it } from "vitest";
import { keyOwners, resolveReferences } from "../../../../scripts/build/source/references.ts";
import { makeArticle } from "../../../support/articles.ts";

const SITE = "https://gazette.example";

const resolve = (articles: Parameters<typeof keyOwners>[0], params: readonly string[] = []) =>
  resolveReferences(articles, keyOwners(articles, params), params);

describe("the articles of an archive", () => {
  const articles = [
    makeArticle({ id: "bridge", url: `${SITE}/bridge` }),
    makeArticle({ id: "ferry", url: `${SITE}/ferry?page=2` }),
    makeArticle({ id: "storm" }),
  ];

  it.each([
    ["bridge", 0],
    ["storm", 2],
    [`${SITE}/bridge`, 0],
    [`${SITE}/bridge/`, 0],
    ["http://www.gazette.example/bridge", 0],
    [`${SITE}/bridge#comments`, 0],
    [`${SITE}/bridge?utm_source=feed`, 0],
  ])("answer to ids and to every usual form of their URLs: %s", (reference, ordinal) => {
    const asking = makeArticle({ id: "asking", relatedIds: [reference] });
    expect(resolve([...articles, asking])).toMatchObject({ pins: [[], [], [], [ordinal]], unknown: [] });
  });

  it("are told apart by a parameter that is configured to matter", () => {
    const pages = [1, 2].map((page) => makeArticle({ id: `p${page}`, url: `${SITE}/story?page=${page}` }));
    const asking = makeArticle({ id: "asking", relatedIds: [`${SITE}/story?page=2`] });
    expect(resolve([...pages, asking], ["page"]).pins[2]).toEqual([1]);
  });

  it("do not answer to a form of their URLs that two of them share", () => {
    const twins = [
      makeArticle({ id: "plain", url: `${SITE}/story` }),
      makeArticle({ id: "slash", url: `${SITE}/story/` }),
    ];
    const exact = makeArticle({ id: "exact", relatedIds: [`${SITE}/story/`, `${SITE}/story`] });
    expect(resolve([...twins, exact])).toMatchObject({ pins: [[], [], [1, 0]], unknown: [] });
    const vague = makeArticle({ id: "vague", relatedIds: ["http://www.gazette.example/story"] });
    expect(resolve([...twins, vague])).toMatchObject({
      pins: [[], [], []],
      unknown: [{ reference: "http://www.gazette.example/story" }],
    });
  });

  it("answer to a URL of two of them by the first", () => {
    const twins = ["first", "second"].map((id) => makeArticle({ id, url: `${SITE}/story` }));
    const asking = makeArticle({ id: "asking", relatedIds: [`${SITE}/story`] });
    expect(resolve([...twins, asking]).pins[2]).toEqual([0]);
  });
});

describe("links in texts", () => {
  it("lead to articles, each once, in the text's order, never to the article itself", () => {
    const articles = [
      makeArticle({
        id: "a",
        url: `${SITE}/a`,
        links: [`${SITE}/c`, `${SITE}/b`, `${SITE}/c/`, `${SITE}/a`],
      }),
      makeArticle({ id: "b", url: `${SITE}/b` }),
      makeArticle({ id: "c", url: `${SITE}/c` }),
    ];
    expect(resolve(articles).links).toEqual([[2, 1], [], []]);
  });

  it("are ignored if they lead elsewhere, without a problem", () => {
    const articles = [makeArticle({ id: "a", links: ["https://elsewhere.example/a", `${SITE}/gone`] })];
    expect(resolve(articles)).toMatchObject({ links: [[]], unknown: [] });
  });
});

describe("articles that editors named", () => {
  it("keep their order, each once, the article itself left out", () => {
    const articles = [
      makeArticle({ id: "a", relatedIds: ["c", "a", "b", "c", `${SITE}/b`] }),
      makeArticle({ id: "b", url: `${SITE}/b` }),
      makeArticle({ id: "c" }),
    ];
    expect(resolve(articles)).toMatchObject({ pins: [[2, 1], [], []], unknown: [] });
  });

  it("are reported with article and reference if the archive doesn't have them", () => {
    const articles = [
      makeArticle({ id: "a", relatedIds: ["gone", "b", `${SITE}/lost`] }),
      makeArticle({ id: "b", relatedIds: ["gone"] }),
    ];
    const { pins, unknown } = resolve(articles);
    expect(pins).toEqual([[1], []]);
    expect(unknown.map(({ article, reference }) => [article.id, reference])).toEqual([
      ["a", "gone"],
      ["a", `${SITE}/lost`],
      ["b", "gone"],
    ]);
  });
});
