// The queries that `backstory eval` makes from a built archive: what they are made from, and what they leave out.

import { describe, expect, it } from "vitest";
import { makeKnownItems } from "../../../scripts/build/fit/known-items.ts";
import { archiveQueries } from "../../../scripts/eval/evaluate-archive.ts";
import { makeArticle } from "../../support/articles.ts";
import { type Random, randomWord } from "../../support/generated.ts";
import { indexContent, openArticles, searcherOf } from "../../support/packed-archive.ts";
import { seededRandom } from "../../support/random.ts";

const SEED = 17;
const random = seededRandom(SEED);
const vocabulary = Array.from({ length: 300 }, () => `${randomWord(random, 3)}en`);
const words = (random: Random, count: number) =>
  Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)] ?? "").join(" ");
const articles = Array.from({ length: 40 }, (_, i) =>
  makeArticle({
    id: `a${i}`,
    title: words(random, 7),
    body: Array.from({ length: 4 }, () => `Report ${words(random, 11)}.`).join(" "),
  }),
);
const byId = new Map(articles.map((article) => [article.id, article]));
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

describe(`queries made from an archive (seed ${SEED})`, async () => {
  const options = { budget: 60 };
  const snapshot = await openArticles(articles, options);
  const content = await indexContent(articles, options);
  const queriesOf = (findable: typeof articles, limit: number, seed: number) =>
    archiveQueries(snapshot, content, findable, { limit, seed });
  const queries = await queriesOf(articles, 15, SEED);

  it("come in three kinds, at most one of each kind from an article", () => {
    for (const kind of ["headline", "half", "rare"]) {
      const ofKind = queries.filter((query) => query.kind === kind);
      expect(ofKind.length, kind).toBeGreaterThan(10);
      expect(ofKind.length, kind).toBeLessThanOrEqual(15);
      expect(new Set(ofKind.map(({ id }) => id)).size, kind).toBe(ofKind.length);
    }
  });

  it("have only words of their article, and fewer than the headline or sentence they are from", () => {
    for (const { kind, text, grades } of queries) {
      const { title = "", body = "" } = byId.get(Object.keys(grades)[0] ?? "") ?? {};
      const inArticle = new Set(wordsOf(`${title} ${body}`));
      expect(wordsOf(text).filter((word) => !inArticle.has(word))).toEqual([]);
      expect(wordsOf(text).length).toBeLessThan(kind === "headline" ? 7 : 12);
    }
  });

  it("are the same for the same seed and others for another", async () => {
    expect(await queriesOf(articles, 15, SEED)).toEqual(queries);
    expect(await queriesOf(articles, 15, SEED + 1)).not.toEqual(queries);
  });

  it("share no query and no sentence with those that the build fits search to", async () => {
    const fitted = await makeKnownItems({ searcher: searcherOf(snapshot), content });
    const sentences = fitted.filter(({ kind }) => kind === "sentence").map(({ text }) => text);
    expect(sentences).toHaveLength(articles.length);
    const all = await queriesOf(articles, articles.length, SEED);
    expect(all.map(({ text }) => text).filter((text) => fitted.some((item) => item.text === text))).toEqual(
      [],
    );
    for (const { kind, text, id } of all.filter((query) => query.kind === "half")) {
      const body = byId.get(id)?.body ?? "";
      const from = body.split(". ").filter((sentence) => {
        const inSentence = wordsOf(sentence);
        return wordsOf(text).every((word) => inSentence.includes(word));
      });
      expect(from.length, kind).toBeGreaterThan(0);
      expect(
        from.filter((sentence) => !sentences.includes(`${sentence.replace(/\.$/, "")}.`)).length,
      ).toBeGreaterThan(0);
    }
  });

  it("take nothing from members-only articles, nor from those that are not among the findable ones", async () => {
    const members = articles.map((article) => makeArticle({ ...article, access: "members" }));
    const membersContent = await indexContent(members, options);
    const opened = await openArticles(members, options);
    expect(await archiveQueries(opened, membersContent, members, { limit: 15, seed: SEED })).toEqual([]);
    expect(new Set((await queriesOf(articles.slice(0, 3), 15, SEED)).map(({ id }) => id))).toEqual(
      new Set(["a0", "a1", "a2"]),
    );
  });
});
