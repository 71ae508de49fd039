// Index terms: which words a text has, folded and stemmed the same way for articles and for queries.

import { describe, expect, it } from "vitest";
import { analyse, queryTerms, TERM_MAX_CHARS } from "../../src/lexical/analyser.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const terms = (text: string, lang = "en") => analyse(text, lang).map(({ term }) => term);

describe("analyse", () => {
  it("finds an English word in every form of it", () => {
    const [stem] = terms("election");
    expect(terms("Elections ELECTION election's election’s")).toEqual([stem, stem, stem, stem]);
  });

  it("drops English stop words, but keeps the country US", () => {
    expect(terms("the US and a treaty")).toEqual(["us", "treati"]);
  });

  it("drops stop words with apostrophes of both kinds", () => {
    expect(terms("don't don’t They're she’ll we'll")).toEqual([]);
  });

  it.each([
    "Shell",
    "shed",
    "wed",
    "ill",
    "well",
    "id",
  ])("keeps %s, which a contraction looks like", (word) => {
    expect(terms(word)).toHaveLength(1);
  });

  it("neither stems nor drops words of another language", () => {
    expect(terms("the elections", "de")).toEqual(["the", "elections"]);
  });

  it.each(["en", "en-gb"])("reads %s as English", (lang) => {
    expect(terms("the elections", lang)).toEqual(terms("election"));
  });

  it.each([
    ["Köln", "koln"],
    ["KÖLN", "koln"],
    ["Ko\u0308ln", "koln"],
    ["İstanbul", "istanbul"],
    ["ﬁnance", "finance"],
    ["𝗕𝗿𝗲𝗮𝗸", "break"],
    ["ＮＡＴＯ", "nato"],
    ["Ελλάδα", "ελλαδα"],
  ])("folds %s to %s", (word, folded) => {
    expect(terms(word, "de")).toEqual([folded]);
  });

  it("keeps numbers and mixed words as they are, and parts words at hyphens", () => {
    expect(terms("737-MAX covid19 2,5")).toEqual(["737", "max", "covid19", "2", "5"]);
  });

  it("gives scripts without spaces one term a character, beside words of other scripts", () => {
    expect(terms("東京2020とNHK", "ja")).toEqual(["東", "京", "2020", "と", "nhk"]);
  });

  it("finds no term in what is no word", () => {
    expect(terms("")).toEqual([]);
    expect(terms(" \n—…!? 😀 ' ’s")).toEqual(terms("s"));
  });

  it("cuts an overlong word, never inside a character", () => {
    expect(terms("x".repeat(100), "de")).toEqual(["x".repeat(TERM_MAX_CHARS)]);
    const [term = ""] = terms(`${"x".repeat(TERM_MAX_CHARS - 1)}𐐨𐐨`, "de");
    expect(term).toBe("x".repeat(TERM_MAX_CHARS - 1));
  });

  it("gives each term the place of its word in the text", () => {
    const text = "“Zürich’s banks”, 東京 and Mr. Özil";
    const words = analyse(text, "en").map(({ start, end }) => text.slice(start, end));
    expect(words).toEqual(["Zürich’s", "banks", "東", "京", "Mr", "Özil"]);
  });

  it.each([31, 32, 33])("gives ascending places and well-formed terms for any text (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const text = Array.from({ length: 4000 }, () =>
      random() < 0.5
        ? pick(random, [" ", "'", "’", "s", "é", "\u0301", "山", "ก", "ー", "😀", "\ud800", "ß", "-", "ŉ"])
        : String.fromCodePoint(integerBetween(random, 0x20, 0x2ff)),
    ).join("");
    let last = 0;
    for (const { term, start, end } of analyse(text, pick(random, ["en", "fr"]))) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      expect(term).not.toBe("");
      expect(term.isWellFormed()).toBe(true);
      expect(term.length).toBeLessThanOrEqual(TERM_MAX_CHARS);
      last = end;
    }
    expect(last).toBeGreaterThan(0);
  });
});

describe("words with an elided article", () => {
  it.each([
    "l’Ukraine",
    "L'Ukraine",
    "d’Ukraine",
    "qu'Ukraine",
    "Qu’Ukraine",
  ])("has %s as Ukraine", (text) => {
    const [word, ...others] = analyse(text, "fr");
    expect(others).toEqual([]);
    expect(word).toEqual({ term: "ukraine", start: text.length - 7, end: text.length });
  });

  it("is known in any language, with marks of their own in the word", () => {
    expect(terms("l’E\u0301lyse\u0301e dell’arte O’Neill", "en")).toEqual(
      terms("elysee dellarte oneill", "en"),
    );
    expect(terms("the l’elections of d’a", "en")).toEqual(terms("election", "en"));
  });

  it("is not a possessive or a contraction", () => {
    expect(terms("T's D’s", "de")).toEqual(["t", "d"]);
    expect(terms("don't they'll", "en")).toEqual([]);
  });
});

describe("a mark", () => {
  it("belongs to the character before it, in scripts with spaces and without", () => {
    const text = "กิน \u0301abc か\u3099 葛\u{E0100}城 e\u0301 a\u0e31b";
    const shown = analyse(text, "th").map(({ start, end }) => text.slice(start, end));
    expect(shown).toEqual(["กิ", "น", "abc", "か\u3099", "葛\u{E0100}", "城", "e\u0301", "a\u0e31b"]);
  });
});

describe("queryTerms", () => {
  it("gives an English word's stem and, where it is another, the word itself", () => {
    expect(queryTerms("the treaties in Köln", "en")).toEqual(["treati", "treaties", "koln"]);
  });

  it("finds a word in an article in any language", () => {
    for (const lang of ["en", "de"]) {
      const [term = ""] = terms("elections", lang);
      expect(queryTerms("Elections", "en-gb")).toContain(term);
    }
  });

  it("gives the words alone where the site's language has no stemmer", () => {
    expect(queryTerms("the elections", "de")).toEqual(["the", "elections"]);
  });

  it("keeps repetitions, which weigh", () => {
    expect(queryTerms("war war", "en")).toEqual(["war", "war"]);
  });
});

it("reads initials with dots as the word that is written without them", () => {
  const terms = (text: string) => analyse(text, "en").map(({ term }) => term);
  expect(terms("U.S. senators")).toEqual(terms("US senators"));
  expect(terms("(С.Ш.А.) É.U. Ε.Ε. xС.Ш.")).toEqual(terms("США ÉU ΕΕ xС Ш"));
  expect(terms("the U.N. met, J. Doe said. I. left.")).toEqual(terms("the UN met, J Doe said I left"));
});
