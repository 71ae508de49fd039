// Keyword search over one archive, as the rest of the project sees it: give it a parsed query and it returns BM25F
// scores for every article. It knows nothing about vectors, ranking or how a snapshot is stored; src/index builds one
// from the sections of a snapshot.

import type { CompletionIndex } from "./completion-index.ts";
import type { FieldCounts } from "./field-counts.ts";
import type { KeywordQuery } from "./keyword-query.ts";

/**
 * How a word of the query was found: as typed (in any inflection), as the beginning of longer words, as a misspelling
 * of other words, or not at all.
 */
export type MatchKind = "exact" | "prefix" | "typo" | "unknown";

export interface MatchedWord {
  /** The word of the query, folded. */
  readonly word: string;
  readonly kind: MatchKind;
  /** The archive's terms that match it, sorted by their bytes; empty if it is unknown. */
  readonly terms: readonly string[];
  /** Articles that have at least one of the terms. */
  readonly articles: number;
  /** Inverse document frequency of the terms together; an unknown word gets that of a word no article has. */
  readonly idf: number;
}

/** Arrays are indexed by article ordinal and as long as `KeywordIndex.articleCount`. Hidden articles score 0. */
export interface KeywordMatches {
  /** `Float32Array[articles]`: BM25F; 0 if no word of the query matches. */
  readonly scores: Float32Array;
  /** Upper bound of all scores: an article that repeats every word of the query without end would get it. */
  readonly maxScore: number;
  /**
   * `Float32Array[articles]`, 0..1: share of the query's idf whose words occur in the article. Completed and corrected
   * words count as much less here as they do in the score. All 0 for a query without words.
   */
  readonly coverage: Float32Array;
  /**
   * `Uint8Array[articles]`: 1 if the article lacks a phrase of the query or has something the query excludes; such an
   * article is not a hit in any mode. null if the query has neither phrases nor exclusions.
   */
  readonly excluded: Uint8Array | null;
  /** How each distinct word of the query was found, in the query's order. */
  readonly words: readonly MatchedWord[];
  /** The archive's terms to highlight, with their idf. */
  readonly weights: ReadonlyMap<string, number>;
  /**
   * Mean and standard deviation of `scores` over all articles that are not hidden, articles without a match included.
   * Phrases, exclusions and filters don't change it.
   */
  readonly background: { readonly mean: number; readonly deviation: number };
}

export interface CountsMatch {
  /** BM25F. */
  readonly score: number;
  /** As in `KeywordMatches.coverage`. */
  readonly coverage: number;
}

export interface KeywordIndex {
  /** Articles, hidden ones included. */
  readonly articleCount: number;
  /** Phrases and titles to suggest while a reader types. */
  readonly completions: CompletionIndex;
  /** Never throws; a query without words scores 0 everywhere. */
  search(query: KeywordQuery): KeywordMatches;
  /** The same words as `search(query).words`, without scoring anything. */
  matchWords(query: KeywordQuery): readonly MatchedWord[];
  /**
   * What an article with these counts would score here, whether the archive has it or not; the build fits ranking
   * parameters with it. Ignores phrases and exclusions.
   */
  matchCounts(query: KeywordQuery, article: FieldCounts): CountsMatch;
  /** Whether the article has the term, one of `MatchedWord.terms`, in any field. */
  hasTerm(article: number, term: string): boolean;
  /**
   * The same archive as if these articles were not in it: they score 0 and contribute to no statistic, so the others
   * score as in an archive built without them. One exception: words that only a hidden article showed to be inflections
   * of one stem, because it spells them with other accents or is in another language, still find each other. Takes time
   * in proportion to `hidden`; build it once for each set of hidden articles, not once a request.
   */
  without(hidden: readonly number[]): KeywordIndex;
}
