// Which words a text has, folded and cut the same way for articles and for queries.

import { describe, expect, it } from "vitest";
import { analyse } from "../../src/lexical/analyser.ts";
import { TERM_MAX_CHARS } from "../../src/lexical/folding.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const terms = (text: string, lang = "en") => analyse(text, lang).map(({ term }) => term);

describe("analyse", () => {
  it("gives words as they are written, lower case and without possessives", () => {
    expect(terms("Elections ELECTION election's voters’")).toEqual([
      "elections",
      "election",
      "election",
      "voters",
    ]);
  });

  it("marks stop words, but not the country US", () => {
    const words = analyse("The US and a treaty", "en").map(({ term, stop }) => [term, stop]);
    expect(words).toEqual([
      ["the", true],
      ["us", false],
      ["and", true],
      ["a", true],
      ["treaty", false],
    ]);
  });

  it("takes a stop word in capitals for a name, but not among other capitals", () => {
    const stops = (text: string) => analyse(text, "en").filter(({ stop }) => stop);
    expect(stops("Doctors of the WHO met").map(({ term }) => term)).toEqual(["of", "the"]);
    expect(stops("WHO")).toEqual([]);
    expect(stops("WHO IS WHO, I said, A").map(({ term }) => term)).toEqual(["who", "is", "who", "i", "a"]);
  });

  it("drops contractions with apostrophes of both kinds, which keep their place", () => {
    const words = analyse("don't don’t They're she’ll we'll go", "en");
    expect(words.map(({ term, position }) => [term, position])).toEqual([["go", 5]]);
  });

  it.each([
    "Shell",
    "shed",
    "wed",
    "ill",
    "well",
    "id",
  ])("keeps %s, which a contraction looks like", (word) => {
    expect(analyse(word, "en")).toMatchObject([{ stop: false }]);
  });

  it("takes no word of one language for a stop word of another", () => {
    expect(analyse("the der", "de").map(({ stop }) => stop)).toEqual([false, true]);
    expect(analyse("the der", "en-GB").map(({ stop }) => stop)).toEqual([true, false]);
    expect(analyse("the der", "tlh").map(({ stop }) => stop)).toEqual([false, false]);
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
    ["STRASSE", "strasse"],
    ["Straße", "strasse"],
    ["Łódź", "lodz"],
    ["cœur", "coeur"],
  ])("folds %s to %s", (word, folded) => {
    expect(terms(word, "de")).toEqual([folded]);
  });

  it("keeps numbers and mixed words as they are, and parts words at hyphens", () => {
    expect(terms("737-MAX covid19 2,5")).toEqual(["737", "max", "covid19", "2", "5"]);
  });

  it("cuts scripts without spaces into words, beside words of other scripts", () => {
    expect(terms("東京2020とNHK、地震が発生", "ja")).toEqual([
      "東京",
      "2020",
      "と",
      "nhk",
      "地震",
      "が",
      "発生",
    ]);
    expect(terms("ผมรักแมว news", "th")).toEqual(["ผม", "รัก", "แมว", "news"]);
  });

  it("keeps a long vowel mark in its Japanese word", () => {
    expect(terms("コンピューター", "ja")).toEqual(["コンピューター"]);
  });

  it("cuts a text the same way whatever its language is said to be", () => {
    const text = "昨日地震发生。東京都に住んでいる";
    expect(terms(text, "zh")).toEqual(terms(text, "en"));
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
    expect(words).toEqual(["Zürich’s", "banks", "東京", "and", "Mr", "Özil"]);
  });

  it.each([31, 32, 33])("gives ascending places and well-formed terms for any text (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const text = Array.from({ length: 4000 }, () =>
      random() < 0.5
        ? pick(random, [" ", "'", "’", "s", "é", "\u0301", "山", "ก", "ー", "😀", "\ud800", "ß", "-", "ŉ"])
        : String.fromCodePoint(integerBetween(random, 0x20, 0x2ff)),
    ).join("");
    let last = 0;
    let place = -1;
    for (const { term, start, end, position } of analyse(text, pick(random, ["en", "fr"]))) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(position).toBeGreaterThan(place);
      place = position;
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
    "dell'Ukraine",
    "dall’Ukraine",
  ])("has %s as Ukraine", (text) => {
    const [word, ...others] = analyse(text, "fr");
    expect(others).toEqual([]);
    expect(word).toMatchObject({ term: "ukraine", start: text.length - 7, end: text.length });
  });

  it("is known in any language, with marks of their own in the word", () => {
    expect(terms("l’E\u0301lyse\u0301e dell’arte O’Neill", "en")).toEqual(["elysee", "arte", "oneill"]);
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
    expect(shown).toEqual(["กิน", "abc", "か\u3099", "葛\u{E0100}", "城", "e\u0301", "a\u0e31b"]);
  });
});

it("reads initials with dots as the word that is written without them", () => {
  expect(terms("U.S. senators")).toEqual(terms("US senators"));
  expect(terms("(С.Ш.А.) É.U. Ε.Ε. xС.Ш.", "tlh")).toEqual(terms("США ÉU ΕΕ xС Ш", "tlh"));
  expect(terms("the U.N. met, J. Doe said. I. left.")).toEqual(terms("the UN met, J Doe said I left"));
});
