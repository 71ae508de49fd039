// A draft is cut and encoded as the build does it with an article, within limits that are checked beforehand. The encoder
// counts words; tests/contract/encoder/draft-encoder.test.ts does the same with the bundled model.

import { describe, expect, it } from "vitest";
import { chunkArticle } from "../../scripts/build/prepare/chunk.ts";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { DRAFT_MAX_CHARS, type DraftLimits, encodeDraft } from "../../src/text/draft.ts";
import { meanDirection } from "../../src/vector/mean-direction.ts";
import { makeArticle } from "../support/articles.ts";
import { integerBetween, pick, randomWord } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";
import { createWordEncoder, WORD_ENCODER_DIMS } from "../support/word-encoder.ts";

const LIMITS: DraftLimits = { passageTokens: 60 };

function prose(random: () => number, paragraphs: number): string {
  const sentence = () =>
    `Then ${Array.from({ length: integerBetween(random, 1, 90) }, () => randomWord(random)).join(" ")}.`;
  return Array.from({ length: paragraphs }, () =>
    Array.from({ length: integerBetween(random, 1, 6) }, sentence).join(pick(random, [" ", "\n", "  "])),
  ).join(pick(random, ["\n\n", "\n \n"]));
}

async function encoded(encoder: Encoder, draft: Parameters<typeof encodeDraft>[1], limits = LIMITS) {
  const result = await encodeDraft(encoder, draft, limits);
  if (result.kind !== "encoded") throw new Error(`the draft was refused: ${JSON.stringify(result)}`);
  return result;
}

describe("encodeDraft", () => {
  const encoder = createWordEncoder();

  it.each([71, 72, 73])("cuts a text into the passages the build makes of it (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    for (let round = 0; round < 20; round++) {
      const title = Array.from({ length: pick(random, [1, 8, 70]) }, () => randomWord(random)).join(" ");
      const text = prose(random, integerBetween(random, 0, 8));
      const passageTokens = integerBetween(random, 20, 100);
      const article = chunkArticle(makeArticle({ title, body: text }), {
        count: (part) => encoder.countPieces(part),
        budget: passageTokens,
        memberBodies: false,
      });
      const limits = { passageTokens, maxPassages: 1000 };
      const { passages, mean } = await encoded(encoder, { title, text, lang: "en" }, limits);
      expect(passages.map((passage) => passage.text)).toEqual(article.map((passage) => passage.text));
      const vectors: Float32Array[] = [];
      for (const { input } of article) vectors.push((await encoder.encode(input, "passage")).vector);
      expect(passages.map(({ vector }) => vector)).toEqual(vectors);
      expect(mean).toEqual(meanDirection(vectors, WORD_ENCODER_DIMS));
    }
  });

  it("reads a text without a title, and a title without a text", async () => {
    const untitled = await encoded(encoder, { text: "Lava reached the road.", lang: "en" });
    expect(untitled.passages.map(({ text, tokens }) => ({ text, tokens }))).toEqual([
      { text: "Lava reached the road.", tokens: 4 },
    ]);
    const { vector } = await encoder.encode("Lava reached the road.", "passage");
    expect(untitled.passages[0]?.vector).toEqual(vector);
    const titled = await encoded(encoder, { title: "Lava on the road", text: " \n", lang: "en" });
    expect(titled.passages.map(({ text, tokens }) => ({ text, tokens }))).toEqual([{ text: "", tokens: 4 }]);
  });

  it.each(["", " \n\n\t", "…", "\n\n—\n\n!"])("finds no words in %j", async (text) => {
    expect(await encodeDraft(encoder, { text, lang: "en" }, LIMITS)).toEqual({ kind: "no_words" });
  });

  it("reads a draft with the maximum of characters, title included, and refuses one more", async () => {
    const text = "word ".repeat(DRAFT_MAX_CHARS / 5 - 1);
    const draft = { title: "title", text, lang: "en" };
    expect(await encodeDraft(encoder, draft, LIMITS)).toMatchObject({ kind: "encoded" });
    expect(await encodeDraft(encoder, { ...draft, title: "titles" }, LIMITS)).toEqual({
      kind: "too_long",
      chars: DRAFT_MAX_CHARS + 1,
      maxChars: DRAFT_MAX_CHARS,
    });
    expect(await encodeDraft(encoder, draft, { ...LIMITS, maxChars: 99 })).toMatchObject({ maxChars: 99 });
  });

  it("refuses more passages than are allowed before it encodes any", async () => {
    const silent: Encoder = { ...encoder, encode: () => Promise.reject(new Error("was asked")) };
    const text = "One two three four. ".repeat(10);
    const limits = { passageTokens: 8, maxPassages: 4 };
    expect(await encodeDraft(silent, { text, lang: "en" }, limits)).toEqual({
      kind: "too_many_passages",
      passages: 5,
      maxPassages: 4,
    });
    const { passages } = await encoded(encoder, { text, lang: "en" }, { ...limits, maxPassages: 5 });
    expect(passages).toHaveLength(5);
  });

  it("refuses a text of dense script by its cost, though it has few characters", async () => {
    const dense: Encoder = {
      ...encoder,
      countPieces: (text) => Array.from(text.replace(/\s/g, "")).length,
    };
    const text = "山".repeat(DRAFT_MAX_CHARS);
    const { kind } = await encodeDraft(dense, { text, lang: "zh" }, { passageTokens: 200 });
    expect(kind).toBe("too_many_passages");
  });

  it("lets other work run between passages", async () => {
    let asked = 0;
    const counting: Encoder = {
      ...encoder,
      encode: (...request) => {
        asked++;
        return encoder.encode(...request);
      },
    };
    const work = encodeDraft(
      counting,
      { text: "One two three four. ".repeat(10), lang: "en" },
      { passageTokens: 8 },
    );
    const askedAtTurn = await new Promise<number>((resolve) => {
      setTimeout(() => resolve(asked), 0);
    });
    await work;
    expect(asked).toBe(5);
    expect(askedAtTurn).toBeLessThan(asked);
  });

  it("refuses an invalid language tag and passages too small for any word", async () => {
    const draft = { text: "Some text.", lang: "en" };
    await expect(encodeDraft(encoder, { ...draft, lang: "no tag" }, LIMITS)).rejects.toThrow(RangeError);
    await expect(encodeDraft(encoder, draft, { passageTokens: 1 })).rejects.toThrow(RangeError);
  });
});
