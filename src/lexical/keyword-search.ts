// Search by words: every article's BM25F for a query, which articles its phrases and exclusions rule out, and how each
// word was understood. The words that stand for one word of the query count together as that one word.

import { fieldNorms, inverseDocumentFrequency, SATURATED, saturate } from "./bm25f.ts";
import { FIELDS, type FieldCounts } from "./field-counts.ts";
import type { CountsMatch, KeywordMatches, MatchedWord } from "./keyword-index.ts";
import type { KeywordQuery, Phrase } from "./keyword-query.ts";
import { forEachArticleWithPhrase } from "./phrase-matching.ts";
import type { Postings } from "./postings.ts";
import { forEachPosting } from "./postings.ts";
import { CORRECTED_WORDS_MAX, MATCH_DAMPING, type UnderstoodWord, understandWord } from "./word-matching.ts";

/** Throws nothing: a query without words scores 0 everywhere. */
export function searchKeywords(postings: Postings, query: KeywordQuery): KeywordMatches {
  const articles = articleCount(postings);
  const scores = new Float32Array(articles);
  const coverage = new Float32Array(articles);
  const weighted = new Float32Array(articles);
  const words: MatchedWord[] = [];
  let idfSum = 0;
  let scoreSum = 0;
  let squareSum = 0;
  for (const { understood, repeats } of understand(postings, query)) {
    const ordinals = addFrequencies(postings, understood.terms, weighted);
    const idf = inverseDocumentFrequency(articles, ordinals.length);
    const factor = repeats * idf * MATCH_DAMPING[understood.kind];
    idfSum += repeats * idf;
    for (const ordinal of ordinals) {
      const before = scores[ordinal] ?? 0;
      const score = Math.fround(before + factor * saturate(weighted[ordinal] ?? 0));
      scores[ordinal] = score;
      scoreSum += score - before;
      squareSum += score * score - before * before;
      coverage[ordinal] = (coverage[ordinal] ?? 0) + factor;
      weighted[ordinal] = 0;
    }
    words.push(matchedWord(postings, understood, ordinals.length, idf));
  }
  if (idfSum > 0) for (let i = 0; i < articles; i++) coverage[i] = Math.min(1, (coverage[i] ?? 0) / idfSum);
  const publicArticles = articles - (postings.hidden?.count ?? 0);
  const mean = publicArticles === 0 ? 0 : scoreSum / publicArticles;
  const variance = publicArticles === 0 ? 0 : squareSum / publicArticles - mean * mean;
  return {
    scores,
    maxScore: idfSum * SATURATED,
    excluded: excludedArticles(postings, query),
    words,
    weights: weightsOf(words),
    coverage,
    background: { mean, deviation: Math.sqrt(Math.max(0, variance)) },
  };
}

/**
 * How each word of the query is understood by the archive, without scoring anything. The same words as those of
 * `searchKeywords`.
 */
export function matchWords(postings: Postings, query: KeywordQuery): readonly MatchedWord[] {
  const articles = articleCount(postings);
  return understand(postings, query).map(({ understood }) => {
    const having = countArticles(postings, understood.terms);
    return matchedWord(postings, understood, having, inverseDocumentFrequency(articles, having));
  });
}

/**
 * What an article with these counts would get in this collection, whether it is in it or not: the build fits
 * parameters with it. Phrases and exclusions do not count.
 */
export function matchCounts(postings: Postings, query: KeywordQuery, article: FieldCounts): CountsMatch {
  const norms = fieldNorms(postings);
  const ofField = FIELDS.map((_, field) => norms.of(field, article.lengths[field] ?? 0));
  let score = 0;
  let covered = 0;
  let idfSum = 0;
  for (const { understood, repeats } of understand(postings, query)) {
    const { query: word, terms, kind } = understood;
    const idf = inverseDocumentFrequency(articleCount(postings), countArticles(postings, terms));
    idfSum += repeats * idf;
    const standing = new Set(terms.map((term) => postings.terms.at(term)));
    let weighted = 0;
    for (const [term, { stem, frequencies }] of article.terms) {
      const counts =
        standing.has(term) || term === word.word || (!word.verbatim && word.stems.includes(stem));
      if (!counts) continue;
      for (const [field, frequency] of frequencies.entries()) weighted += (ofField[field] ?? 0) * frequency;
    }
    // A word that the archive does not know can still be one of this article's.
    const factor = repeats * idf * (MATCH_DAMPING[kind] || 1);
    if (weighted === 0) continue;
    score += factor * saturate(weighted);
    covered += factor;
  }
  return { score, coverage: idfSum > 0 ? Math.min(1, covered / idfSum) : 0 };
}

interface Repeated {
  readonly understood: UnderstoodWord;
  readonly repeats: number;
}

/** The query's words, each once. */
function understand(postings: Postings, { words, correctsTypos = true }: KeywordQuery): Repeated[] {
  const byWord = new Map<string, { understood: UnderstoodWord; repeats: number }>();
  let strange = 0;
  for (const word of words) {
    const key = `${word.word} ${word.verbatim} ${word.open}`;
    const known = byWord.get(key);
    if (known !== undefined) {
      known.repeats++;
      continue;
    }
    const understood = understandWord(postings, word, correctsTypos && strange < CORRECTED_WORDS_MAX);
    if (understood.kind === "typo" || understood.kind === "unknown") strange++;
    byWord.set(key, { understood, repeats: 1 });
  }
  return [...byWord.values()];
}

/** Adds up the terms' frequencies by article into `weighted`, and names the articles; `weighted` was 0 there. */
function addFrequencies(postings: Postings, terms: readonly number[], weighted: Float32Array): number[] {
  const norms = fieldNorms(postings).ofArticles;
  const ordinals: number[] = [];
  const hidden = postings.hidden?.articles;
  for (const term of terms) {
    forEachPosting(postings, term, (ordinal, title, summary, tags, body) => {
      if (hidden?.[ordinal] === 1) return;
      const row = ordinal * FIELDS.length;
      const before = weighted[ordinal] ?? 0;
      if (before === 0) ordinals.push(ordinal);
      weighted[ordinal] =
        before +
        title * (norms[row] ?? 0) +
        summary * (norms[row + 1] ?? 0) +
        tags * (norms[row + 2] ?? 0) +
        body * (norms[row + 3] ?? 0);
    });
  }
  return ordinals;
}

function countArticles(postings: Postings, terms: readonly number[]): number {
  const seen = new Uint8Array(articleCount(postings));
  const hidden = postings.hidden?.articles;
  let count = 0;
  for (const term of terms) {
    forEachPosting(postings, term, (ordinal) => {
      if (hidden?.[ordinal] === 1) return;
      if (seen[ordinal] === 0) count++;
      seen[ordinal] = 1;
    });
  }
  return count;
}

function matchedWord(
  postings: Postings,
  { query, kind, terms }: UnderstoodWord,
  articles: number,
  idf: number,
): MatchedWord {
  return { word: query.word, kind, terms: terms.map((term) => postings.terms.at(term)), articles, idf };
}

function weightsOf(words: readonly MatchedWord[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { terms, idf } of words) {
    for (const term of terms) weights.set(term, Math.max(idf, weights.get(term) ?? 0));
  }
  return weights;
}

function excludedArticles(postings: Postings, { phrases, excluded }: KeywordQuery): Uint8Array | null {
  if (phrases.length === 0 && excluded.length === 0) return null;
  const result = new Uint8Array(articleCount(postings));
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

function articlesWith(postings: Postings, phrase: Phrase): Uint8Array {
  const having = new Uint8Array(articleCount(postings));
  forEachArticleWithPhrase(postings, phrase, (ordinal) => {
    having[ordinal] = 1;
  });
  return having;
}

function articleCount(postings: Postings): number {
  return postings.lengths.length / FIELDS.length;
}
