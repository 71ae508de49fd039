// Where sentences end.

import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/text/sentences.ts";
import { integerBetween, pick, randomWord } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

describe("splitSentences", () => {
  it.each([
    [
      "after a full stop, a question and an exclamation",
      "One. Two? Three! Four",
      ["One.", "Two?", "Three!", "Four"],
    ],
    ["after a closing quotation mark", "“Go.” He went.", ["“Go.”", "He went."]],
    [
      "not after a title",
      "Mr. Smith met Dr. Jones. They spoke.",
      ["Mr. Smith met Dr. Jones.", "They spoke."],
    ],
    ["not after initials", "J. R. R. Tolkien wrote. He smoked.", ["J. R. R. Tolkien wrote.", "He smoked."]],
    [
      "not inside an abbreviated country",
      "The U.S. Army left. It was late.",
      ["The U.S. Army left.", "It was late."],
    ],
    ["not inside a number", "It cost 3.5 million. Nobody paid.", ["It cost 3.5 million.", "Nobody paid."]],
  ])("ends one %s", (_, paragraph, sentences) => {
    expect(splitSentences(paragraph, "en")).toEqual(sentences);
  });

  it("ends a Chinese sentence although no space follows", () => {
    expect(splitSentences("她来了。他走了。", "zh")).toEqual(["她来了。", "他走了。"]);
  });

  it("finds no sentence in white space", () => {
    expect(splitSentences("", "en")).toEqual([]);
    expect(splitSentences("  ", "en")).toEqual([]);
  });

  it("ends by itself a text that ends in an abbreviation", () => {
    expect(splitSentences("He left with St.", "en")).toEqual(["He left with St."]);
  });

  it.each([81, 82, 83])("loses and adds nothing but white space (seed %i)", (seed) => {
    const random = seededRandom(seed);
    for (let round = 0; round < 100; round++) {
      const words = Array.from({ length: integerBetween(random, 1, 60) }, () =>
        pick(random, [
          "Mr.",
          "U.S.",
          "A.",
          "No.",
          "end.",
          "why?",
          "“So!”",
          "…",
          "山。",
          "😀",
          "3.5",
          randomWord(random),
        ]),
      );
      const paragraph = words.join(" ");
      const sentences = splitSentences(paragraph, pick(random, ["en", "de", "zh", "ja"]));
      expect(sentences.join(" ")).toBe(paragraph);
      expect(sentences.every((sentence) => sentence !== "" && sentence === sentence.trim())).toBe(true);
    }
  });

  it("takes a time that grows with the length, not with its square", () => {
    const time = (initials: number) => {
      const text = "A. ".repeat(initials);
      const start = performance.now();
      splitSentences(text, "en");
      return performance.now() - start;
    };
    time(1000);
    // Quadratic, this took 20 seconds.
    expect(time(32_000)).toBeLessThan(5000);
  });
});
