// What is suggested to a reader who is typing, in which order, and what never is.

import { describe, expect, it } from "vitest";
import type { Article } from "../../scripts/build/source/article/article.ts";
import { type Suggestion, suggest } from "../../src/engine/suggest.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { makeArticle } from "../support/articles.ts";
import { integerBetween, pick, randomWord } from "../support/generated.ts";
import { articleAt, openArticles } from "../support/packed-archive.ts";
import { createPlainSuggest } from "../support/plain-suggest.ts";
import { seededRandom } from "../support/random.ts";
import { withGroups } from "../support/search-archive.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const TOMORROW = "2025-01-02T00:00:00.000Z";

async function texts(
  snapshot: ArchiveIndex,
  query: string,
  { limit = 10, now = NOW } = {},
): Promise<string[]> {
  return (await suggest({ segments: [snapshot] }, { query, limit, now })).map(({ text }) => text);
}

/** Articles with different words each, so that the sentence is all that they share. */
function withSentence(sentence: string, count: number, fields: Partial<Article> = {}): Article[] {
  return Array.from({ length: count }, (_, i) => {
    const id = `${sentence.replaceAll(/\W+/g, "-").toLowerCase()}-${i}`;
    const own = String.fromCharCode(97 + i).repeat(5);
    return makeArticle({ id, title: `Zz${own}`, summary: `${own}. ${sentence}.`, ...fields });
  });
}

const snapshot = await openArticles([
  ...withSentence("Ships leave under the Black Sea Grain Deal", 4),
  ...withSentence("Élysée Palace", 3),
  makeArticle({ id: "odesa", title: "Grain reaches Odesa’s port", url: "https://news.example/odesa" }),
  makeArticle({ id: "strasse", title: "An der Straße von Hormus", lang: "de" }),
  makeArticle({ id: "u20", title: "U20 team wins" }),
  makeArticle({ id: "kyoto", title: "黑海谷物協議" }),
]);

describe("suggestions", () => {
  it("continue from the beginning of a title or a phrase, or from a word inside it", async () => {
    expect(await texts(snapshot, "black sea gr")).toEqual(["Black Sea Grain Deal"]);
    expect(await texts(snapshot, "grain")).toEqual(["Black Sea Grain Deal", "Grain reaches Odesa’s port"]);
    expect(await texts(snapshot, "rain")).toEqual([]);
  });

  it("treat words before the last one as whole words", async () => {
    expect(await texts(snapshot, "grain re")).toEqual(["Grain reaches Odesa’s port"]);
    expect(await texts(snapshot, "gra re")).toEqual([]);
  });

  it.each([
    ["STRASSE", "An der Straße von Hormus"],
    ["elysee pa", "Élysée Palace"],
    ["Élysée", "Élysée Palace"],
    ["  the   black-sea ", "Black Sea Grain Deal"],
    ["谷物", "黑海谷物協議"],
  ])("find %j whatever its case, accents and spaces: %s", async (query, text) => {
    expect(await texts(snapshot, query)).toEqual([text]);
  });

  it.each(["?!", "\u200b", "\u0000", "🙂", "  "])("are empty for %j, which has no word", async (query) => {
    expect(await texts(snapshot, query)).toEqual([]);
  });

  it("say what they are: a phrase with its article count, a title with its URL", async () => {
    const [phrase, title] = await suggest({ segments: [snapshot] }, { query: "grain", limit: 5, now: NOW });
    expect(phrase).toEqual({
      kind: "phrase",
      text: "Black Sea Grain Deal",
      highlights: [[10, 15]],
      count: 4,
    });
    expect(title).toEqual({
      kind: "title",
      text: "Grain reaches Odesa’s port",
      highlights: [[0, 5]],
      id: "odesa",
      url: "https://news.example/odesa",
    });
  });

  it.each([
    ["black sea gr", "Black Sea Gr"],
    ["stra", "Stra"],
    ["stras", "Straß"],
    ["elys", "Élys"],
    ["odesa", "Odesa’s"],
    ["blck sea", "Black Sea"],
    ["grain reahc", "Grain reach"],
    ["谷", "谷"],
  ])("highlight what was typed: %s", async (query, part) => {
    const [first] = await suggest({ segments: [snapshot] }, { query, limit: 1, now: NOW });
    expect(first?.highlights.map(([start, end]) => first.text.slice(start, end))).toEqual([part]);
  });

  it("are as many as requested", async () => {
    expect(await texts(snapshot, "z", { limit: 3 })).toHaveLength(3);
    expect((await texts(snapshot, "z", { limit: 10 })).length).toBeGreaterThan(3);
  });
});

describe("one typo", () => {
  it.each(["grian", "gran", "graain", "graun", "odsea"])("is tolerated in %s", async (query) => {
    expect((await texts(snapshot, query)).at(-1)).toBe("Grain reaches Odesa’s port");
  });

  it.each(["grxxn", "gxxin", "ogran"])("is all that is tolerated: not %s", async (query) => {
    expect(await texts(snapshot, query)).toEqual([]);
  });

  it("may be a missing space", async () => {
    expect(await texts(snapshot, "blacksea")).toEqual(["Black Sea Grain Deal"]);
  });

  it("never changes a number", async () => {
    expect(await texts(snapshot, "u20 te")).toEqual(["U20 team wins"]);
    expect(await texts(snapshot, "u21 team")).toEqual([]);
  });

  it("is not considered if enough suggestions match as typed", async () => {
    const titles = ["Grande finale", "Grand Canyon", "Grandmother jabbed", "Grind of the mills"];
    const archive = await openArticles(titles.map((title, i) => makeArticle({ id: `t${i}`, title })));
    expect(await texts(archive, "grand")).toHaveLength(3);
    expect(await texts(archive, "grandm")).toContain("Grandmother jabbed");
    expect(await texts(archive, "grend")).toContain("Grind of the mills");
  });
});

describe("the order", () => {
  it("is by number of articles, counted four times for suggestions that begin as typed", async () => {
    const archive = await openArticles([
      ...withSentence("Coral Reef", 3),
      ...withSentence("Great Coral Sea", 5),
      ...withSentence("Old Coral Bay", 13),
      makeArticle({ id: "title", title: "Coral dies" }),
    ]);
    expect(await texts(archive, "coral")).toEqual([
      "Old Coral Bay",
      "Coral Reef",
      "Great Coral Sea",
      "Coral dies",
    ]);
  });

  it("shows one of two forms of a phrase, and one of a group of near-duplicates", async () => {
    const plain = await openArticles([
      ...withSentence("Trade Agreement", 3),
      ...withSentence("Trade Agreements", 4),
      makeArticle({ id: "first", title: "Tradewinds one", publishedAt: "2024-02-01T00:00:00.000Z" }),
      makeArticle({ id: "second", title: "Tradewinds two", publishedAt: "2024-01-01T00:00:00.000Z" }),
    ]);
    const archive = withGroups(plain, ["second", "first"]);
    expect(await texts(archive, "trade")).toEqual(["Trade Agreements", "Tradewinds one"]);
  });
});

describe("a future article", () => {
  const future = { publishedAt: TOMORROW };
  const archive = openArticles([
    ...withSentence("Lunar Gateway", 2),
    ...withSentence("Lunar Gateway opens", 1, future),
    makeArticle({ id: "embargoed", title: "Lunar surprise", ...future }),
  ]);

  it("is in no suggestion before its publication time, neither its title nor a phrase that needs it", async () => {
    expect(await texts(await archive, "lunar")).toEqual([]);
    expect(await texts(await archive, "lunr gat")).toEqual([]);
  });

  it("is suggested from its publication time on", async () => {
    const suggestions = await texts(await archive, "lunar", { now: Date.parse(TOMORROW) });
    expect(suggestions).toEqual(["Lunar Gateway", "Lunar surprise"]);
  });

  it("is not counted for a phrase", async () => {
    const some = await openArticles([
      ...withSentence("Lunar Gateway", 3),
      ...withSentence("Lunar Gateway opens", 2, future),
    ]);
    const counts = async (now: number) =>
      (await suggest({ segments: [some] }, { query: "lunar", limit: 1, now })).map(countOf);
    expect([await counts(NOW), await counts(Date.parse(TOMORROW))]).toEqual([[3], [5]]);
  });
});

function countOf(suggestion: Suggestion): number | null {
  return suggestion.kind === "phrase" ? suggestion.count : null;
}

describe("what is not suggested", () => {
  it("includes articles that no search may find", async () => {
    const archive = await openArticles([
      ...withSentence("Quiet Corner", 2),
      ...withSentence("Quiet Corner again", 1, { search: false }),
      makeArticle({ id: "hidden", title: "Quiet please", search: false }),
    ]);
    expect(await texts(archive, "quiet")).toEqual([]);
  });

  it("includes phrases with too few articles once near-duplicates count as one", async () => {
    const plain = await openArticles(withSentence("Silver Lining", 4));
    const ids = plain.keywords.completions.articlesOf(0);
    expect(ids).toHaveLength(4);
    const [a, b, c] = Array.from(ids, (ordinal) => articleAt(plain, ordinal).id);
    expect(await texts(withGroups(plain, [a ?? "", b ?? ""]), "silver")).toEqual(["Silver Lining"]);
    expect(await texts(withGroups(plain, [a ?? "", b ?? "", c ?? ""]), "silver")).toEqual([]);
  });

  it("includes the body of a members-only article, whose title and summary are suggested", async () => {
    const archive = await openArticles([
      ...withSentence("Paper Mill", 3, { access: "members", body: "The Secret Handshake was shown." }),
    ]);
    expect(await texts(archive, "paper")).toEqual(["Paper Mill"]);
    expect(await texts(archive, "secret")).toEqual([]);
  });
});

describe("the lookup", () => {
  it.each([71, 72, 73])("suggests the same as a check of every completion (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    // Few words of few letters, so that a typo turns one into another.
    const words = Array.from({ length: 60 }, () => randomWord(random, 7).replaceAll(/[h-z]/g, "a"));
    const word = () => pick(random, words as [string, ...string[]]);
    const names = Array.from({ length: 12 }, () => `${capital(word())} ${capital(word())}`);
    const articles = Array.from({ length: 120 }, (_, i) =>
      makeArticle({
        id: `a${i}`,
        title: Array.from({ length: integerBetween(random, 1, 5) }, word).join(" "),
        body: Array.from(
          { length: 4 },
          () => `${word()} ${pick(random, names as [string, ...string[]])}.`,
        ).join(" "),
        tags: [word()],
        lang: "tlh",
        publishedAt: random() < 0.3 ? TOMORROW : "2024-01-01T00:00:00.000Z",
      }),
    );
    // In a language without stop words.
    const archive = await openArticles(articles, { settings: { language: "tlh" } });
    expect(archive.keywords.completions.phraseCount).toBeGreaterThan(15);
    const plain = await createPlainSuggest(archive);
    let corrected = 0;
    for (let i = 0; i < 400; i++) {
      const whole = `${word()} ${word()}`;
      const query = slip(random, whole.slice(0, integerBetween(random, 1, whole.length)));
      const request = { query, limit: integerBetween(random, 1, 10), now: random() < 0.5 ? NOW : 2 * NOW };
      const expected = plain(request);
      expect(await texts(archive, query, request), `seed ${seed}, ${JSON.stringify(request)}`).toEqual(
        expected,
      );
      if (expected.length > 0 && !expected.some((text) => text.toLowerCase().includes(query))) corrected++;
    }
    expect(corrected).toBeGreaterThan(10);
  });
});

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function slip(random: () => number, text: string): string {
  if (random() < 0.4) return text;
  const at = integerBetween(random, 0, text.length - 1);
  const letter = random() < 0.3 ? "" : String.fromCharCode(integerBetween(random, 97, 103));
  return `${text.slice(0, at)}${letter}${text.slice(at + integerBetween(random, 0, 1))}`.trim() || "a";
}
