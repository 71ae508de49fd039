// BM25 over whole articles (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009), with the
// idf that can't become negative, ln(1 + (N - n + 0.5) / (n + 0.5)), as Lucene uses it.

import type { Postings } from "../snapshot/sections.ts";
import { forEachPosting } from "./postings.ts";

/** Saturation of a term's frequency; 0.9 and 0.4 are the usual values for prose of mixed length. */
export const BM25_K1 = 0.9;
/** How much length counts, 0 (not at all) to 1. */
export const BM25_B = 0.4;

/** Inverse document frequency of a term that `matching` of `articles` have. */
export function inverseDocumentFrequency(articles: number, matching: number): number {
  return Math.log(1 + (articles - matching + 0.5) / (matching + 0.5));
}

/**
 * Scores every article against the query's terms.
 * Returns `Float32Array[articles]`, 0 where no term matches. A term given twice counts twice.
 */
export function bm25Scores(postings: Postings, queryTerms: readonly string[]): Float32Array {
  const { lengths } = postings;
  const scores = new Float32Array(lengths.length);
  const meanLength = mean(lengths);
  for (const [term, repeats] of countTerms(queryTerms)) {
    const index = postings.terms.find(term);
    if (index < 0) continue;
    let matching = 0;
    forEachPosting(postings, index, () => matching++);
    const weight = repeats * inverseDocumentFrequency(lengths.length, matching);
    forEachPosting(postings, index, (ordinal, frequency) => {
      const relativeLength = meanLength === 0 ? 1 : (lengths[ordinal] ?? 0) / meanLength;
      const saturation = BM25_K1 * (1 - BM25_B + BM25_B * relativeLength);
      scores[ordinal] =
        (scores[ordinal] ?? 0) + (weight * frequency * (BM25_K1 + 1)) / (frequency + saturation);
    });
  }
  return scores;
}

/** Document frequencies of the terms, for weighing them in an excerpt; unknown terms are left out. */
export function termWeights(postings: Postings, terms: readonly string[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const term of new Set(terms)) {
    const index = postings.terms.find(term);
    if (index < 0) continue;
    let matching = 0;
    forEachPosting(postings, index, () => matching++);
    weights.set(term, inverseDocumentFrequency(postings.lengths.length, matching));
  }
  return weights;
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
