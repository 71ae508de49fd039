// Queries made from an archive's own articles: that each is about the article it names, and that what it was made from
// is really taken out.

import { describe, expect, it } from "vitest";
import { makeKnownItems } from "../../../../scripts/build/fit/known-items.ts";
import type { Article } from "../../../../scripts/build/source/article/article.ts";
import { makeArticle } from "../../../support/articles.ts";
import { pick, type Random, randomWord } from "../../../support/generated.ts";
import { articleAt, indexContent, openArticles, searcherOf } from "../../../support/packed-archive.ts";
import { seededRandom } from "../../../support/random.ts";
import { createWordEncoder } from "../../../support/word-encoder.ts";

const COMMON = ["harbour", "council", "storm", "budget", "ferry", "bridge", "school", "market"] as const;
const encoder = createWordEncoder();

/** A sentence of 9 to 12 words, some of them its own. */
function sentenceOf(random: Random): string {
  const words = Array.from({ length: 9 + Math.floor(random() * 4) }, () =>
    random() < 0.5 ? pick(random, COMMON) : `${randomWord(random, 6)}q`,
  );
  return `Report ${words.join(" ")}.`;
}

function articlesOf(random: Random, count: number, fields: Partial<Article> = {}): Article[] {
  return Array.from({ length: count }, (_, n) =>
    makeArticle({
      id: `${fields.access ?? ""}${fields.search === false ? "unlisted" : ""}a${n}`,
      title: `Harbour council number ${n}`,
      body: Array.from({ length: 6 }, () => sentenceOf(random)).join(" "),
      ...fields,
    }),
  );
}

async function itemsOf(articles: readonly Article[], count = 1000) {
  const options = { budget: 60 };
  const snapshot = await openArticles(articles, options);
  const content = await indexContent(articles, options);
  const items = await makeKnownItems({ searcher: searcherOf(snapshot), content, articles: count });
  return { snapshot, content, items };
}

const wordsOf = (text: string) => text.replace(/[.]/g, "").split(" ");

describe("known items", () => {
  it("are three queries from one sentence of each article (seed 51)", async () => {
    const articles = articlesOf(seededRandom(51), 12);
    const { snapshot, items } = await itemsOf(articles);
    const byArticle = Map.groupBy(items, ({ article }) => articleAt(snapshot, article).id);
    expect([...byArticle.keys()].sort()).toEqual(articles.map(({ id }) => id).sort());
    for (const [id, own] of byArticle) {
      expect(own.map(({ kind }) => kind)).toEqual(["sentence", "half", "rare"]);
      const source = articles.find((article) => article.id === id);
      expect(source?.body).toContain(own[0]?.text);
      expect(wordsOf(own[0]?.text ?? "")).toEqual(expect.arrayContaining(wordsOf(own[1]?.text ?? "")));
    }
  });

  it("ask with half of the sentence's words in their order, and with rare words that other articles have too (seed 52)", async () => {
    const articles = articlesOf(seededRandom(52), 12);
    const { items } = await itemsOf(articles);
    for (const { kind, text, article } of items) {
      const sentence = wordsOf(
        items.find((item) => item.kind === "sentence" && item.article === article)?.text ?? "",
      );
      if (kind === "half") {
        expect(wordsOf(text)).toHaveLength(Math.ceil(sentence.length / 2));
        let at = -1;
        for (const word of wordsOf(text)) {
          at = sentence.indexOf(word, at + 1);
          expect(at).toBeGreaterThanOrEqual(0);
        }
      }
      if (kind === "rare") {
        const bodies = articles.map(({ title, body }) => `${title} ${body}`.toLowerCase());
        for (const word of text.split(" ")) {
          expect(bodies.filter((body) => body.includes(word)).length).toBeGreaterThan(1);
        }
      }
    }
  });

  it("know their article without the sentence: its passage's vector and its words (seed 53)", async () => {
    const articles = articlesOf(seededRandom(53), 8);
    const { snapshot, items } = await itemsOf(articles);
    for (const { kind, text, article, without } of items) {
      if (kind !== "sentence") continue;
      const { title, body } = articles.find(({ id }) => id === articleAt(snapshot, article).id) ?? {
        title: "",
        body: "",
      };
      const [passage = ""] = await snapshot.documents.passages([without.passage]);
      expect(passage).toContain(text);
      expect(without.passage).toBeGreaterThanOrEqual(snapshot.columns.firstPassage[article] ?? 0);
      expect(without.passage).toBeLessThan(snapshot.columns.firstPassage[article + 1] ?? 0);
      const rest = passage.replace(text, "").trim();
      const { vector } = await encoder.encode(`${title}\n${rest}`, "passage");
      expect(Math.max(...vector.map((x, i) => Math.abs(x - (without.vector[i] ?? 0))))).toBeLessThan(1e-6);
      const only = wordsOf(text).filter(
        (word) => word.endsWith("q") && !body.replace(text, "").includes(word),
      );
      expect(only.length).toBeGreaterThan(0);
      for (const word of only) expect(without.counts.terms.has(word)).toBe(false);
      expect(without.counts.terms.has("harbour")).toBe(true);
    }
  });

  it("are made of nothing that is for members only, unlisted or has no text (seed 54)", async () => {
    const random = seededRandom(54);
    const open = articlesOf(random, 3);
    const { snapshot, items } = await itemsOf([
      ...open,
      ...articlesOf(random, 3, { access: "members", summary: sentenceOf(random) }),
      ...articlesOf(random, 3, { search: false }),
      makeArticle({ id: "bare", title: "A title and nothing else" }),
    ]);
    expect(new Set(items.map(({ article }) => articleAt(snapshot, article).id))).toEqual(
      new Set(open.map(({ id }) => id)),
    );
  });

  it("are the same for the same archive, and as many articles are asked about as wanted (seed 55)", async () => {
    const articles = articlesOf(seededRandom(55), 10);
    const texts = async (order: readonly Article[]) =>
      (await itemsOf(order, 4)).items.map(({ kind, text }) => `${kind}: ${text}`);
    const once = await texts(articles);
    expect(once).toHaveLength(4 * 3);
    expect(await texts(articles)).toEqual(once);
  });

  it("are of other articles and sentences in another archive (seed 56)", async () => {
    const random = seededRandom(56);
    const articles = articlesOf(random, 30);
    const { items } = await itemsOf(articles, 5);
    const { items: others } = await itemsOf(
      [...articles, ...articlesOf(random, 1, { title: "One more" })],
      5,
    );
    expect(others.map(({ text }) => text)).not.toEqual(items.map(({ text }) => text));
  });

  it("name the primary tag of their article's language", async () => {
    const articles = articlesOf(seededRandom(57), 2, { lang: "de-AT" });
    const { items } = await itemsOf(articles);
    expect(new Set(items.map(({ lang }) => lang))).toEqual(new Set(["de"]));
  });

  it("can be stopped", async () => {
    const articles = articlesOf(seededRandom(58), 3);
    const searcher = searcherOf(await openArticles(articles));
    const content = await indexContent(articles);
    const signal = AbortSignal.abort(new Error("interrupted"));
    await expect(makeKnownItems({ searcher, content, articles: 3, signal })).rejects.toThrow("interrupted");
  });
});
