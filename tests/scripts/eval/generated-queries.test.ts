// Queries made from an archive: each is looking for one article, of whose open text it is a part.

import { describe, expect, it } from "vitest";
import { generatedQueries } from "../../../scripts/eval/generated-queries.ts";
import { makeArticle } from "../../support/articles.ts";
import { randomWord } from "../../support/generated.ts";
import { seededRandom } from "../../support/random.ts";

const SEED = 17;
const random = seededRandom(SEED);
const vocabulary = Array.from({ length: 300 }, () => `${randomWord(random, 3)}en`);
const words = (count: number) =>
  Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)] ?? "").join(" ");
const articles = Array.from({ length: 40 }, (_, i) =>
  makeArticle({
    id: `a${i}`,
    title: words(7),
    body: Array.from({ length: 3 }, () => `${words(12)}.`).join("\n\n"),
  }),
);
const byId = new Map(articles.map((article) => [article.id, article]));
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

describe(`generated queries (seed ${SEED})`, () => {
  const queries = generatedQueries(articles, 15, SEED);

  it("come in three kinds, as many of each as asked for, no two of a kind from one article", () => {
    for (const kind of ["sentence", "headline", "rare words"]) {
      const own = queries.filter((query) => query.kind === kind);
      expect(own, kind).toHaveLength(15);
      expect(new Set(own.map(({ articleId }) => articleId)).size, kind).toBe(15);
    }
  });

  it("have only words of their article, and fewer than the sentence or headline they are from", () => {
    for (const { kind, text, articleId } of queries) {
      const { title = "", body = "" } = byId.get(articleId) ?? {};
      const own = new Set(wordsOf(`${title} ${body}`));
      expect(wordsOf(text).filter((word) => !own.has(word))).toEqual([]);
      expect(wordsOf(text).length).toBeLessThan({ sentence: 12, headline: 7, "rare words": 4 }[kind]);
    }
  });

  it("are the same for the same seed and others for another", () => {
    expect(generatedQueries(articles, 15, SEED)).toEqual(queries);
    expect(generatedQueries(articles, 15, SEED + 1)).not.toEqual(queries);
  });

  it("take nothing from the body of a members-only article", () => {
    const members = articles.map((article) =>
      makeArticle({ ...article, access: "members", summary: null, title: "Short title" }),
    );
    expect(generatedQueries(members, 15, SEED)).toEqual([]);
  });
});
