// The reference encoder fulfils the contract, and its vectors match those of @xenova/transformers on the same file.

import { describe, expect, it } from "vitest";
import { createReferenceEncoder } from "../../../src/encoder/create-encoder.ts";
import { readArticleTexts } from "../../support/article-texts.ts";
import { BUNDLED_MODEL, cosine, openExtractor, readBundledModel } from "../../support/bundled-encoder.ts";
import { describeEncoder } from "./encoder-suite.ts";

const MIN_COSINE = 0.999;
/** Titles are as long as queries, paragraphs as long as passages; the numbers keep the test short. */
const SENTENCES_PER_ARTICLE = 2;
const SENTENCE_MAX_CHARS = 140;
const ARTICLES_PER_PARAGRAPH = 12;
const ARTICLES_STEP = 4;
const MIN_TEXTS = 120;

describeEncoder("reference", async () => createReferenceEncoder(await readBundledModel()));

describe("the reference encoder with the bundled model", () => {
  it(`has a cosine of at least ${MIN_COSINE} to @xenova/transformers on ${MIN_TEXTS} real texts`, async () => {
    const encoder = createReferenceEncoder(await readBundledModel());
    const extract = await openExtractor(BUNDLED_MODEL);
    const articles = readArticleTexts().filter((_, i) => i % ARTICLES_STEP === 0);
    const texts = articles.flatMap(({ title, sentences, paragraphs }, i) => [
      title,
      ...sentences.filter((text) => text.length <= SENTENCE_MAX_CHARS).slice(0, SENTENCES_PER_ARTICLE),
      ...(i % ARTICLES_PER_PARAGRAPH === 0 ? paragraphs.slice(1, 2) : []),
    ]);
    expect(texts.length).toBeGreaterThanOrEqual(MIN_TEXTS);
    let least = 1;
    let sum = 0;
    for (const text of texts) {
      const { vector } = await encoder.encode(text, "passage");
      const expected = await extract(text, { pooling: "mean", normalize: true });
      const found = cosine(vector, Float32Array.from(expected.data));
      least = Math.min(least, found);
      sum += found;
      expect(found, text).toBeGreaterThanOrEqual(MIN_COSINE);
    }
    console.log(
      `reference encoder: cosine to @xenova/transformers on ${texts.length} texts: ` +
        `minimum ${least.toFixed(7)}, mean ${(sum / texts.length).toFixed(7)}`,
    );
    await extract.dispose();
  }, 600_000);
});
