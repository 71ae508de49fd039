// Passages of generated articles: nothing is lost, nothing is out of order, nothing exceeds the budget.

import { describe, expect, it } from "vitest";
import { type ChunkOptions, chunkArticle } from "../../../../scripts/build/prepare/chunk.ts";
import type { Article } from "../../../../scripts/build/source/article/article.ts";
import { makeArticle } from "../../../support/articles.ts";
import { integerBetween, pick, type Random, randomWord } from "../../../support/generated.ts";
import { countWords } from "../../../support/packed-archive.ts";
import { seededRandom } from "../../../support/random.ts";

/** Like a tokenizer: a word of many characters has several pieces, and white space has none. */
function countPieces(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return words.reduce((sum, word) => sum + Math.ceil(Array.from(word).length / 4), 0);
}

/** Every character is a piece, as Chinese ones are. */
function countCharacters(text: string): number {
  return Array.from(text.replace(/\s+/g, "")).length;
}

function chunk(article: Article, options: Partial<ChunkOptions> = {}) {
  return chunkArticle(article, { count: countPieces, budget: 60, memberBodies: false, ...options });
}

/** Where words are cut and joined white space may change; all other characters must stay. */
function letters(text: string): string {
  return text.replace(/\s+/g, "");
}

function randomSentence(random: Random): string {
  const kind = random();
  if (kind < 0.05) return "火山".repeat(integerBetween(random, 1, 200));
  if (kind < 0.1) return "👩‍👩‍👧😀🇺🇦".repeat(integerBetween(random, 1, 60));
  if (kind < 0.15) return randomWord(random, 2000);
  const words = integerBetween(random, 1, kind < 0.2 ? 400 : 25);
  return `${Array.from({ length: words }, () => randomWord(random, 14)).join(" ")}${pick(random, [".", "?", "!", ""])}`;
}

function randomProse(random: Random, paragraphs: number): string {
  return Array.from({ length: paragraphs }, () =>
    Array.from({ length: integerBetween(random, 1, 8) }, () => randomSentence(random)).join(" "),
  ).join("\n\n");
}

function randomArticle(random: Random): Article {
  const titleWords = pick(random, [1, 5, 12, 200]);
  return makeArticle({
    title: Array.from({ length: titleWords }, () => randomWord(random, 12)).join(" "),
    summary: random() < 0.5 ? null : randomSentence(random),
    body: random() < 0.1 ? "" : randomProse(random, integerBetween(random, 1, 10)),
    lang: pick(random, ["en", "de", "zh", "ar"]),
  });
}

describe("the passages of an article", () => {
  const seeds = [91, 92, 93, 94, 95, 96];
  it.each(seeds)("hold its title, summary and body in order, within the budget (seed %i)", (seed) => {
    const random = seededRandom(seed);
    for (let round = 0; round < 60; round++) {
      const article = randomArticle(random);
      const count = pick(random, [countPieces, countCharacters]);
      const budget = integerBetween(random, 24, 200);
      const passages = chunk(article, { count, budget });
      const [first] = passages;
      const head = first?.input.split("\n")[0] ?? "";
      const read = head + passages.map((passage) => passage.text).join("\n");
      expect(letters(read)).toBe(letters(`${article.title}${article.summary ?? ""}${article.body}`));
      for (const passage of passages) {
        expect(count(passage.input)).toBeLessThanOrEqual(budget);
        expect(passage.input).toBe(passage.text === "" ? head : `${head}\n${passage.text}`);
        expect(passage.input.isWellFormed()).toBe(true);
        expect(passage.withheld).toBe(false);
      }
      expect(passages.map(({ ordinal }) => ordinal)).toEqual([...passages.keys()]);
    }
  });

  it.each([97, 98])("contain every word whole if words and sentences fit (seed %i)", (seed) => {
    const random = seededRandom(seed);
    for (let round = 0; round < 40; round++) {
      const sentences = Array.from({ length: integerBetween(random, 1, 60) }, () => {
        const words = Array.from({ length: integerBetween(random, 2, 15) }, () => randomWord(random));
        return `Then ${words.join(" ")}.`;
      });
      const article = makeArticle({ title: "A title", body: sentences.join(" ") });
      const passages = chunk(article, { count: countWords, budget: 40 });
      expect(
        passages
          .map(({ text }) => text)
          .join(" ")
          .split(/\s+/),
      ).toEqual(article.body.split(/\s+/));
      for (const { text } of passages) expect(text).toMatch(/^Then .*\.$/s);
    }
  });

  it("are the title alone if there is nothing else", () => {
    const [passage, ...others] = chunk(makeArticle({ title: "Only this", body: "" }));
    expect(others).toEqual([]);
    expect(passage).toMatchObject({ text: "", input: "Only this", ordinal: 0, withheld: false });
  });

  it("are about evenly filled, not one full and one nearly empty", () => {
    const body = Array.from({ length: 22 }, (_, i) => `Sentence ${i} has five words.`).join(" ");
    const sizes = chunk(makeArticle({ title: "Title", body }), { count: countWords, budget: 101 }).map(
      ({ text }) => countWords(text),
    );
    expect(sizes).toHaveLength(2);
    expect(Math.abs((sizes[0] ?? 0) - (sizes[1] ?? 0))).toBeLessThanOrEqual(10);
  });

  it("keep paragraphs apart by a line break", () => {
    const [passage] = chunk(makeArticle({ body: "One. Two.\n\nThree." }));
    expect(passage?.text).toBe("One. Two.\nThree.");
  });

  it("carry at most half a passage of an overlong title, and read its rest as text", () => {
    const title = Array.from({ length: 50 }, (_, i) => `w${i}`).join(" ");
    const passages = chunk(makeArticle({ title, body: "Body." }), { count: countWords, budget: 20 });
    expect(passages.every(({ input }) => input.startsWith("w0 w1 w2 w3 w4 w5 w6 w7 w8 w9\n"))).toBe(true);
    expect(passages.map(({ text }) => text).join(" ")).toContain("w49 Body.".split(" ")[0]);
    expect(passages.at(-1)?.text).toMatch(/Body\.$/);
  });

  it("have the same hash exactly if they have the same input", () => {
    const hashes = (body: string) => chunk(makeArticle({ body })).map(({ hash }) => hash);
    expect(hashes("The same.")).toEqual(hashes("The  same."));
    expect(hashes("The same.")).not.toEqual(hashes("The other."));
    expect(hashes("The same.")[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("have the same hashes as in earlier versions, so that no vector is computed again", () => {
    const article = makeArticle({
      title: "A bridge is closed",
      summary: "Dr. Meyer's team found cracks.",
      body: `${Array.from({ length: 9 }, (_, i) => `Crack ${i} is 3.5 cm long. Why? 她来了。他走了。`).join("\n\n")} End`,
    });
    expect(chunk(article, { count: countPieces, budget: 60 }).map(({ hash }) => hash.slice(0, 16))).toEqual([
      "21614e99d2dd1252",
      "b05770ecfc9ec62e",
      "9fb2d15c00368551",
    ]);
  });

  it("take a time that grows with the length of a text without spaces, not with its square", () => {
    const start = performance.now();
    const passages = chunk(makeArticle({ body: "山".repeat(200_000) }), {
      count: countCharacters,
      budget: 200,
    });
    expect(passages.length).toBeGreaterThan(1000);
    // Quadratic, this took minutes.
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe("the passages of a members-only article", () => {
  const article = makeArticle({
    title: "Title",
    summary: "Open summary.",
    body: "Closed body.",
    access: "members",
  });

  it("leave the body out", () => {
    expect(chunk(article).map(({ text, withheld }) => ({ text, withheld }))).toEqual([
      { text: "Open summary.", withheld: false },
    ]);
  });

  it("keep the body separate from the summary, marked as withheld, if it may be searched", () => {
    expect(chunk(article, { memberBodies: true }).map(({ text, withheld }) => ({ text, withheld }))).toEqual([
      { text: "Open summary.", withheld: false },
      { text: "Closed body.", withheld: true },
    ]);
  });

  it("are the title alone without a summary", () => {
    expect(chunk({ ...article, summary: null }).map(({ input }) => input)).toEqual(["Title"]);
  });
});

it("refuses a word that no cut makes short enough, naming the passage and both numbers", () => {
  const count = (text: string) => (text.includes("x") ? 99 : countWords(text));
  expect(() => chunk(makeArticle({ id: "a", body: "x" }), { count })).toThrow(
    new RangeError("passage 0 of a has 99 word pieces; at most 60 fit"),
  );
});
