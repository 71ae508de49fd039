// The part of a text that is shown with a hit, and the places of the query's words in it.

import { describe, expect, it, vi } from "vitest";
import { EXCERPT_MAX_CHARS, makeExcerpt, type SoughtWord } from "../../src/answers/excerpt.ts";
import { analyse } from "../../src/lexical/analyser.ts";
import { integerBetween, pick, randomWord } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

// The real one, with a record of its calls.
vi.mock("../../src/lexical/analyser.ts", { spy: true });

/** Each word as the archive would understand it: here only as it is written. */
function wordsOf(query: string, lang = "en"): SoughtWord[] {
  return analyse(query, lang).map(({ term }, index) => ({ terms: [term], idf: 1 + index }));
}

function marked({ text, highlights }: ReturnType<typeof makeExcerpt>): string[] {
  return highlights.map(([start, end]) => text.slice(start, end));
}

const FILLER = "Nothing of note happened in the town that day, and the council went home early. ";

describe("makeExcerpt", () => {
  it("shows a short text whole and marks every form of the query's words", () => {
    const excerpt = makeExcerpt("Two treaties were signed.\nA treaty waits.", "en", [
      { terms: ["treaties", "treaty"], idf: 2 },
    ]);
    expect(excerpt.text).toBe("Two treaties were signed. A treaty waits.");
    expect(marked(excerpt)).toEqual(["treaties", "treaty"]);
  });

  it("begins at the sentence with the query's words and says that the text goes on", () => {
    const text = `${FILLER.repeat(8)}The volcano woke at dawn. ${FILLER.repeat(8)}`;
    const excerpt = makeExcerpt(text, "en", wordsOf("volcano"));
    expect(excerpt.text).toMatch(/volcano.*…$/);
    expect(excerpt.text).toMatch(/^(?:Nothing|The volcano)/);
    expect(marked(excerpt)).toEqual(["volcano"]);
  });

  it("prefers the sentence with the heavier word", () => {
    const text = `The harbour was quiet. ${FILLER.repeat(6)}The volcano woke. ${FILLER.repeat(6)}`;
    const words = [...wordsOf("harbour"), { terms: ["volcano"], idf: 9 }];
    expect(marked(makeExcerpt(text, "en", words))).toEqual(["volcano"]);
  });

  it("counts a word once, in however many forms it stands there", () => {
    const text = `A treaty of treaties. ${FILLER.repeat(6)}The volcano woke. ${FILLER.repeat(6)}`;
    const words = [
      { terms: ["treaty", "treaties"], idf: 3 },
      { terms: ["volcano"], idf: 4 },
    ];
    expect(marked(makeExcerpt(text, "en", words))).toEqual(["volcano"]);
  });

  it("shows the beginning where no word of the query occurs or there is no query", () => {
    const text = `The first sentence. ${FILLER.repeat(8)}`;
    for (const words of [wordsOf("volcano"), []]) {
      const excerpt = makeExcerpt(text, "en", words);
      expect(excerpt.text).toMatch(/^The first sentence\. /);
      expect(excerpt.highlights).toEqual([]);
    }
  });

  it("does not look for words where there is no query", () => {
    vi.mocked(analyse).mockClear();
    expect(makeExcerpt(FILLER.repeat(50), "en", []).text).toMatch(/^Nothing/);
    expect(analyse).not.toHaveBeenCalled();
    makeExcerpt(FILLER, "en", wordsOf("town"));
    expect(analyse).toHaveBeenCalled();
  });

  it("marks a character of a script without spaces together with its marks", () => {
    const excerpt = makeExcerpt("葛\u{E0100}城で", "ja", wordsOf("葛", "ja"));
    expect(marked(excerpt)).toEqual(["葛\u{E0100}"]);
  });

  it("finds a word deep in an overlong sentence", () => {
    const words = Array.from({ length: 300 }, (_, i) => `word${i}`);
    words[217] = "volcano";
    expect(marked(makeExcerpt(words.join(" "), "en", wordsOf("volcano")))).toEqual(["volcano"]);
  });

  it("marks neighbouring characters of a script without spaces as one", () => {
    const excerpt = makeExcerpt("昨日地震发生。", "zh", wordsOf("地震", "zh"));
    expect(marked(excerpt)).toEqual(["地震"]);
  });

  it("finds a word after a full stop of Chinese, which no space follows", () => {
    const text = `${"今天天气很好，没有新闻。".repeat(40)}火山喷发了。`;
    expect(marked(makeExcerpt(text, "zh", wordsOf("喷发", "zh")))).toEqual(["喷发"]);
  });

  it("cuts a word that fills the window, but no character of two units", () => {
    const excerpt = makeExcerpt(`x${"😀".repeat(400)}`, "en", []);
    expect(excerpt.text.isWellFormed()).toBe(true);
    expect(excerpt.text.endsWith("😀 …")).toBe(true);
  });

  it("makes an empty excerpt of an empty text", () => {
    expect(makeExcerpt(" \n ", "en", wordsOf("volcano"))).toEqual({ text: "", highlights: [] });
  });

  it.each([71, 72, 73, 74])("marks only words of the query, ascending and apart (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const vocabulary = Array.from({ length: 40 }, () => randomWord(random, 8));
    for (let round = 0; round < 50; round++) {
      const words = Array.from({ length: integerBetween(random, 0, 200) }, () =>
        pick(random, [...vocabulary, "😀😀", "火山喷发", "x".repeat(300)] as unknown as [string]),
      );
      const text = words.map((word) => word + pick(random, [" ", " ", ", ", ". ", "。", "\n\n"])).join("");
      const sought = wordsOf(vocabulary.slice(0, 5).join(" "));
      const terms = new Set(sought.flatMap((word) => word.terms));
      const excerpt = makeExcerpt(text, "en", sought);
      const flat = text.replace(/\s+/g, " ").trim();
      const shown = excerpt.text.endsWith(" …") ? excerpt.text.slice(0, -2) : excerpt.text;
      expect(flat).toContain(shown);
      expect(shown.length).toBeLessThanOrEqual(EXCERPT_MAX_CHARS);
      expect(excerpt.text.isWellFormed()).toBe(true);
      let last = -1;
      for (const [start, end] of excerpt.highlights) {
        expect(start).toBeGreaterThan(last);
        expect(end).toBeLessThanOrEqual(shown.length);
        const [term] = analyse(excerpt.text.slice(start, end), "en");
        expect(terms.has(term?.term ?? "")).toBe(true);
        last = end;
      }
      const found = analyse(flat, "en").filter(({ term }) => terms.has(term));
      if (flat.length <= EXCERPT_MAX_CHARS) expect(excerpt.highlights).toHaveLength(found.length);
    }
  });
});
