// Scores every article against the words of a query with BM25F, and finds the articles that its phrases and exclusions
// rule out. All terms that match a word of the query count together as that word.

import { type FieldNorm, inverseDocumentFrequency, SATURATED, saturate } from "./bm25f.ts";
import { FIELDS, type FieldCounts } from "./field-counts.ts";
import type { CountsMatch, KeywordMatches, MatchedWord } from "./keyword-index.ts";
import type { KeywordQuery, Phrase } from "./keyword-query.ts";
import { forEachArticleWithPhrase } from "./phrase-matching.ts";
import { forEachPosting } from "./postings.ts";
import { expandTerm, MATCH_DAMPING, MAX_CORRECTED_WORDS, type TermExpansion } from "./term-expansion.ts";
import type { VisiblePostings } from "./visible-postings.ts";

export function searchKeywords(postings: VisiblePostings, query: KeywordQuery): KeywordMatches {
  const { articleCount, visibleCount } = postings;
  const scores = new Float32Array(articleCount);
  const coverage = new Float32Array(articleCount);
  const weighted = new Float32Array(articleCount);
  const words: MatchedWord[] = [];
  let idfSum = 0;
  for (const { expansion, repeats } of expandTerms(postings, query)) {
    const ordinals = addFrequencies(postings, expansion.terms, weighted);
    const idf = inverseDocumentFrequency(visibleCount, ordinals.length);
    const factor = repeats * idf * MATCH_DAMPING[expansion.kind];
    idfSum += repeats * idf;
    for (const ordinal of ordinals) {
      scores[ordinal] = (scores[ordinal] as number) + factor * saturate(weighted[ordinal] as number);
      coverage[ordinal] = (coverage[ordinal] as number) + factor;
      weighted[ordinal] = 0;
    }
    words.push(matchedWord(postings, expansion, ordinals.length, idf));
  }
  if (idfSum > 0) {
    for (let i = 0; i < articleCount; i++) coverage[i] = Math.min(1, (coverage[i] as number) / idfSum);
  }
  return {
    scores,
    maxScore: idfSum * SATURATED,
    excluded: excludedArticles(postings, query),
    words,
    weights: weightsOf(words),
    coverage,
    background: backgroundOf(scores, visibleCount),
  };
}

/** Hidden articles score 0, so that sums over all articles are sums over the visible ones. */
function backgroundOf(scores: Float32Array, visibleCount: number): KeywordMatches["background"] {
  if (visibleCount === 0) return { mean: 0, deviation: 0 };
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number;
    sum += score;
    squares += score * score;
  }
  const mean = sum / visibleCount;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / visibleCount - mean * mean)) };
}

export function matchWords(postings: VisiblePostings, query: KeywordQuery): readonly MatchedWord[] {
  return expandTerms(postings, query).map(({ expansion }) => {
    const having = countArticles(postings, expansion.terms);
    return matchedWord(postings, expansion, having, inverseDocumentFrequency(postings.visibleCount, having));
  });
}

export function matchCounts(
  postings: VisiblePostings,
  query: KeywordQuery,
  article: FieldCounts,
): CountsMatch {
  const { norms, visibleCount } = postings;
  const ofField = FIELDS.map((_, field) => norms[field]?.of(article.lengths[field] ?? 0) ?? 0);
  let score = 0;
  let covered = 0;
  let idfSum = 0;
  for (const { expansion, repeats } of expandTerms(postings, query)) {
    const { query: word, terms, kind } = expansion;
    const idf = inverseDocumentFrequency(visibleCount, countArticles(postings, terms));
    idfSum += repeats * idf;
    const standing = new Set(terms.map((term) => postings.lists.terms.at(term)));
    let weighted = 0;
    for (const [term, { stem, frequencies }] of article.terms) {
      const counts =
        standing.has(term) || term === word.word || (!word.verbatim && word.stems.includes(stem));
      if (!counts) continue;
      for (const [field, frequency] of frequencies.entries()) weighted += (ofField[field] ?? 0) * frequency;
    }
    // A word that the archive doesn't know can still be one of this article's.
    const factor = repeats * idf * (MATCH_DAMPING[kind] || 1);
    if (weighted === 0) continue;
    score += factor * saturate(weighted);
    covered += factor;
  }
  return { score, coverage: idfSum > 0 ? Math.min(1, covered / idfSum) : 0 };
}

type NormOfEach = readonly [FieldNorm, FieldNorm, FieldNorm, FieldNorm];

interface Repeated {
  readonly expansion: TermExpansion;
  readonly repeats: number;
}

/** The query's words, each once. */
function expandTerms(postings: VisiblePostings, { words, correctsTypos = true }: KeywordQuery): Repeated[] {
  const byWord = new Map<string, { expansion: TermExpansion; repeats: number }>();
  let corrected = 0;
  for (const word of words) {
    const key = `${word.word} ${word.verbatim} ${word.open}`;
    const known = byWord.get(key);
    if (known !== undefined) {
      known.repeats++;
      continue;
    }
    const expansion = expandTerm(postings, word, correctsTypos && corrected < MAX_CORRECTED_WORDS);
    if (expansion.kind === "typo" || expansion.kind === "unknown") corrected++;
    byWord.set(key, { expansion, repeats: 1 });
  }
  return [...byWord.values()];
}

/** Adds the terms' frequencies to `weighted`, which was 0 everywhere; returns the visible articles that have any. */
function addFrequencies(
  postings: VisiblePostings,
  terms: readonly number[],
  weighted: Float32Array,
): number[] {
  const { mask, lists } = postings;
  const { lengths } = lists;
  const [titleNorm, summaryNorm, tagNorm, bodyNorm] = postings.norms as NormOfEach;
  const ordinals: number[] = [];
  for (const term of terms) {
    forEachPosting(lists, term, (ordinal, title, summary, tags, body) => {
      if (mask !== null && mask[ordinal] === 1) return;
      const row = ordinal * FIELDS.length;
      const before = weighted[ordinal] as number;
      if (before === 0) ordinals.push(ordinal);
      let sum = before;
      if (title > 0) sum += title * titleNorm.single(lengths[row] as number);
      if (summary > 0) sum += summary * summaryNorm.single(lengths[row + 1] as number);
      if (tags > 0) sum += tags * tagNorm.single(lengths[row + 2] as number);
      if (body > 0) sum += body * bodyNorm.single(lengths[row + 3] as number);
      weighted[ordinal] = sum;
    });
  }
  return ordinals;
}

function countArticles(postings: VisiblePostings, terms: readonly number[]): number {
  const seen = new Uint8Array(postings.articleCount);
  const { mask } = postings;
  let count = 0;
  for (const term of terms) {
    forEachPosting(postings.lists, term, (ordinal) => {
      if (mask?.[ordinal] === 1) return;
      if (seen[ordinal] === 0) count++;
      seen[ordinal] = 1;
    });
  }
  return count;
}

function matchedWord(
  postings: VisiblePostings,
  { query, kind, terms }: TermExpansion,
  articles: number,
  idf: number,
): MatchedWord {
  const texts = terms.map((term) => postings.lists.terms.at(term));
  return { word: query.word, kind, terms: texts, articles, idf };
}

function weightsOf(words: readonly MatchedWord[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { terms, idf } of words) {
    for (const term of terms) weights.set(term, Math.max(idf, weights.get(term) ?? 0));
  }
  return weights;
}

function excludedArticles(postings: VisiblePostings, { phrases, excluded }: KeywordQuery): Uint8Array | null {
  if (phrases.length === 0 && excluded.length === 0) return null;
  const result = new Uint8Array(postings.articleCount);
  for (const phrase of phrases) {
    const having = articlesWith(postings, phrase);
    for (const [ordinal, has] of having.entries()) if (has === 0) result[ordinal] = 1;
  }
  for (const phrase of excluded) {
    forEachArticleWithPhrase(postings, phrase, (ordinal) => {
      result[ordinal] = 1;
    });
  }
  return result;
}

function articlesWith(postings: VisiblePostings, phrase: Phrase): Uint8Array {
  const having = new Uint8Array(postings.articleCount);
  forEachArticleWithPhrase(postings, phrase, (ordinal) => {
    having[ordinal] = 1;
  });
  return having;
}
