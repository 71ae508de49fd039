// What every Tokenizer must do, whatever its vocabulary: limits, counts and input of any kind. The ids themselves are
// compared with a known implementation in the test of each tokenizer.

import { beforeAll, describe, expect, it } from "vitest";
import type { Tokenizer } from "../../../src/encoder/tokenizers/tokenizer.ts";
import { readArticleTexts } from "../../support/article-texts.ts";

const TEXT = "Engineers closed the harbour bridge after cracks were found in two pillars.";
const ARTICLES = 20;

const INPUTS: readonly (readonly [name: string, text: string])[] = [
  ["lone surrogates", "a\ud800 \udc00b \udc00\ud800 x\ud83d"],
  ["control characters", "a\u0000b\u0007 c\u009f"],
  ["scripts without spaces", "日本語の文章です。ภาษาไทย"],
  ["emoji sequences", "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇬🇧"],
  ["a word of 100,000 characters", "a".repeat(100_000)],
  ["100,000 marks on a letter", `a${"\u0301".repeat(100_000)}`],
  ["100,000 marks of punctuation", "-".repeat(100_000)],
];

/** `open` is called once. */
export function describeTokenizer(name: string, open: () => Promise<Tokenizer>): void {
  describe(`Tokenizer: ${name}`, () => {
    let tokenizer: Tokenizer;
    const ids = (text: string, maxTokens?: number) => Array.from(tokenizer.encode(text, maxTokens).ids);
    beforeAll(async () => {
      tokenizer = await open();
    });

    it("gives a text without pieces only the special tokens", () => {
      for (const text of ["", " ", "\t\n\u3000\u00a0"]) {
        expect(tokenizer.encode(text).ids).toHaveLength(tokenizer.specialTokens);
        expect(tokenizer.count(text)).toBe(0);
      }
    });

    it("counts the pieces that encode gives, without the special tokens", () => {
      for (const { paragraphs } of readArticleTexts().slice(0, ARTICLES)) {
        for (const text of paragraphs) {
          expect(tokenizer.count(text), text).toBe(ids(text).length - tokenizer.specialTokens);
        }
      }
    });

    it("has counts that add up over parts separated by white space", () => {
      for (const { paragraphs } of readArticleTexts().slice(0, ARTICLES)) {
        const sum = paragraphs.reduce((total, paragraph) => total + tokenizer.count(paragraph), 0);
        for (const separator of ["\n\n", " ", "\t"]) {
          expect(tokenizer.count(paragraphs.join(separator))).toBe(sum);
        }
      }
    });

    it("returns a text that just fits unchanged, and says that nothing was cut", () => {
      const whole = tokenizer.encode(TEXT);
      expect(whole.truncated).toBe(false);
      expect(tokenizer.encode(TEXT, whole.ids.length)).toEqual(whole);
      expect(tokenizer.encode(TEXT, whole.ids.length + 1)).toEqual(whole);
    });

    it("keeps the first pieces and all special tokens of a text that is too long, and says that it was cut", () => {
      const { specialTokens } = tokenizer;
      const special = ids("");
      const whole = ids(TEXT);
      // How many special tokens come first is what a cut to one piece leaves in front of it.
      for (let maxTokens = specialTokens + 1; maxTokens < whole.length; maxTokens++) {
        const cut = tokenizer.encode(TEXT, maxTokens);
        expect(cut.truncated).toBe(true);
        expect(cut.ids).toHaveLength(maxTokens);
        const leading = special.findIndex((id, i) => id !== whole[i]);
        const front = leading === -1 ? specialTokens : leading;
        expect(Array.from(cut.ids)).toEqual([
          ...whole.slice(0, maxTokens - (specialTokens - front)),
          ...special.slice(front),
        ]);
      }
    });

    it.each([0, -1, 3.5, Number.NaN])("refuses a limit of %s tokens", (maxTokens) => {
      expect(() => tokenizer.encode("text", maxTokens)).toThrow(RangeError);
    });

    it("refuses a limit that leaves room for the special tokens only", () => {
      expect(() => tokenizer.encode("text", tokenizer.specialTokens)).toThrow(RangeError);
    });

    it.each(INPUTS)("reads %s within the limit", (_, text) => {
      const cut = tokenizer.encode(text, 16);
      expect(cut.ids.length).toBeLessThanOrEqual(16);
      expect(Array.from(cut.ids).every((id) => id >= 0)).toBe(true);
      expect(cut.truncated).toBe(tokenizer.count(text) + tokenizer.specialTokens > 16);
    });

    it("gives the same ids again, whatever it read before", () => {
      const before = ids(TEXT);
      for (const [, text] of INPUTS) ids(text, 16);
      expect(ids(TEXT)).toEqual(before);
    });
  });
}
