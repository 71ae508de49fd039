// BM25 over posting lists against the formula written down over plain lists of words.

import { describe, expect, it } from "vitest";
import {
  BM25_B,
  BM25_K1,
  bm25Scores,
  inverseDocumentFrequency,
  termWeights,
} from "../../src/lexical/bm25.ts";
import { writePostings } from "../../src/lexical/postings.ts";
import type { Postings } from "../../src/snapshot/sections.ts";
import { StringTable } from "../../src/snapshot/string-table.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

type Words = readonly string[];

function postingsOf(articles: readonly Words[]): Postings {
  const { terms, bytes, offsets, lengths } = writePostings(
    articles.map((words) => {
      const counts = new Map<string, number>();
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
      return counts;
    }),
  );
  return { terms: new StringTable(terms.bytes, terms.offsets), bytes, offsets, lengths };
}

function naiveScore(articles: readonly Words[], article: Words, query: Words): number {
  const meanLength = articles.reduce((sum, words) => sum + words.length, 0) / articles.length;
  return query.reduce((score, term) => {
    const frequency = article.filter((word) => word === term).length;
    const matching = articles.filter((words) => words.includes(term)).length;
    const idf = Math.log(1 + (articles.length - matching + 0.5) / (matching + 0.5));
    const norm = BM25_K1 * (1 - BM25_B + BM25_B * (article.length / meanLength));
    return score + (idf * frequency * (BM25_K1 + 1)) / (frequency + norm);
  }, 0);
}

const VOCABULARY = ["a", "b", "c", "d", "e", "f", "g", "h"] as const;

describe("bm25Scores", () => {
  it.each([21, 22, 23, 24, 25])("agrees with the formula for every article (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const articles = Array.from({ length: 60 }, () =>
      Array.from({ length: integerBetween(random, 1, 40) }, () =>
        pick(random, VOCABULARY.slice(0, integerBetween(random, 1, 7)) as ["a"]),
      ),
    );
    const postings = postingsOf(articles);
    for (const query of [["a"], ["c", "g"], ["a", "a", "f"], ["unknown", "e"], [...VOCABULARY]]) {
      const scores = bm25Scores(postings, query);
      for (const [ordinal, article] of articles.entries()) {
        expect(scores[ordinal]).toBeCloseTo(naiveScore(articles, article, query), 4);
      }
    }
  });

  it("is 0 exactly where no word of the query occurs, and above 0 where one does", () => {
    const scores = bm25Scores(postingsOf([["a"], ["b"], ["a", "b"]]), ["a"]);
    expect(scores[1]).toBe(0);
    expect(scores[0]).toBeGreaterThan(0);
    expect(scores[2]).toBeGreaterThan(0);
  });

  it("stays above 0 for a word that every article has", () => {
    expect(bm25Scores(postingsOf([["a"], ["a"]]), ["a"])[0]).toBeGreaterThan(0);
  });

  it("counts a term that is given twice twice", () => {
    const postings = postingsOf([["a", "b"], ["b"]]);
    const once = bm25Scores(postings, ["a"])[0] ?? 0;
    expect(bm25Scores(postings, ["a", "a"])[0]).toBeCloseTo(2 * once, 5);
  });

  it("prefers the shorter of two articles with the same matches", () => {
    const [short = 0, long = 0] = bm25Scores(postingsOf([["a"], ["a", ...Array(30).fill("x")]]), ["a"]);
    expect(short).toBeGreaterThan(long);
  });

  it("scores nothing without articles or without terms", () => {
    expect(bm25Scores(postingsOf([]), ["a"])).toHaveLength(0);
    expect([...bm25Scores(postingsOf([["a"]]), [])]).toEqual([0]);
    expect([...bm25Scores(postingsOf([[]]), ["a"])]).toEqual([0]);
  });
});

describe("termWeights", () => {
  it("gives the rarer word the greater weight and leaves unknown words out", () => {
    const weights = termWeights(postingsOf([["a", "b"], ["b"], ["b"]]), ["a", "b", "a", "unknown"]);
    expect([...weights.keys()].sort()).toEqual(["a", "b"]);
    expect(weights.get("a")).toBeCloseTo(inverseDocumentFrequency(3, 1), 6);
    expect(weights.get("b")).toBeCloseTo(inverseDocumentFrequency(3, 3), 6);
  });
});
