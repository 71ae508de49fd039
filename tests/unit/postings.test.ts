// Posting lists against plain maps of counts.

import { describe, expect, it } from "vitest";
import { forEachPosting, type TermCounts, writePostings } from "../../src/lexical/postings.ts";
import type { Postings } from "../../src/snapshot/sections.ts";
import { StringTable } from "../../src/snapshot/string-table.ts";
import { integerBetween, randomWord } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

function postingsOf(articles: readonly TermCounts[]): Postings {
  const { terms, bytes, offsets, lengths } = writePostings(articles);
  return { terms: new StringTable(terms.bytes, terms.offsets), bytes, offsets, lengths };
}

function listOf(postings: Postings, term: string): [number, number][] {
  const list: [number, number][] = [];
  forEachPosting(postings, postings.terms.find(term), (ordinal, frequency) => {
    list.push([ordinal, frequency]);
  });
  return list;
}

describe("posting lists", () => {
  it.each([11, 12, 13, 14, 15])("hold what was counted, ordinals ascending (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const words = Array.from({ length: 30 }, () => randomWord(random, 2));
    const articles = Array.from({ length: integerBetween(random, 1, 300) }, () => {
      const counts = new Map<string, number>();
      for (const word of words) if (random() < 0.2) counts.set(word, integerBetween(random, 1, 200));
      return counts;
    });
    const postings = postingsOf(articles);
    const known = new Set(articles.flatMap((counts) => [...counts.keys()]));
    expect(postings.terms.size).toBe(known.size);
    for (const word of known) {
      const model = articles.flatMap((counts, ordinal): [number, number][] => {
        const frequency = counts.get(word);
        return frequency === undefined ? [] : [[ordinal, frequency]];
      });
      expect(listOf(postings, word)).toEqual(model);
    }
    const lengths = articles.map((counts) => [...counts.values()].reduce((sum, n) => sum + n, 0));
    expect([...postings.lengths]).toEqual(lengths);
  });

  it.each([1, 127, 128, 16_383, 16_384, 2 ** 21, 2 ** 31, 2 ** 35])("keep the frequency %i", (frequency) => {
    expect(listOf(postingsOf([new Map([["a", frequency]])]), "a")).toEqual([[0, frequency]]);
  });

  it("keep articles that are far apart", () => {
    const articles: TermCounts[] = Array.from({ length: 40_000 }, () => new Map());
    articles[129] = new Map([["rare", 2]]);
    articles[39_999] = new Map([["rare", 300]]);
    expect(listOf(postingsOf(articles), "rare")).toEqual([
      [129, 2],
      [39_999, 300],
    ]);
  });

  it("hold more bytes than the writer begins with", () => {
    const articles = Array.from({ length: 50_000 }, () => new Map([["a", 300]]));
    expect(listOf(postingsOf(articles), "a")).toHaveLength(50_000);
  });

  it("are empty for an archive without articles or without words", () => {
    expect(postingsOf([]).terms.size).toBe(0);
    expect([...postingsOf([new Map()]).lengths]).toEqual([0]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuse the frequency %d, naming it and the term", (frequency) => {
    expect(() => writePostings([new Map([["word", frequency]])])).toThrow(
      new RangeError(`postings: frequency ${frequency} of "word"`),
    );
  });
});
