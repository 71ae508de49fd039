// Request and result types for search. No logic.

import type { StoredArticle } from "../index/stored-article.ts";
import type { MatchedWord } from "../lexical/keyword-index.ts";
import type { Facets } from "./facets.ts";
import type { Filters } from "./filters.ts";
import type { HitPlace } from "./hit-texts.ts";

export const SEARCH_MODES = ["hybrid", "semantic", "keyword"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** By score and age, or by date alone, with undated articles last. */
export const SORTS = ["relevance", "newest", "oldest"] as const;
export type Sort = (typeof SORTS)[number];

export interface SearchRequest {
  /**
   * Without leading white space; keyword-query.ts describes the operators. If it is empty, every article that passes
   * the filters is a hit, newest first.
   */
  readonly query: string;
  readonly mode: SearchMode;
  /** The most hits to return, 1 or more. */
  readonly limit: number;
  readonly offset: number;
  /** Weight of meaning relative to keywords in hybrid mode, 0..1; null or missing: the build's fitted value. */
  readonly semanticRatio?: number | null;
  /** Minimum score, 0..1; 0 keeps all; null or missing: the archive's threshold. */
  readonly threshold?: number | null;
  /** How much age affects the order, 0..1 (default 0). */
  readonly recency?: number;
  /** Whether near-duplicates are merged into one hit (the default) or are separate hits. */
  readonly duplicates?: "collapse" | "include";
  /** Only articles that pass are considered. Default: all pass. */
  readonly filters?: Filters;
  /** How all hits above the threshold are sorted, before limit and offset apply. Default: `relevance`. */
  readonly sort?: Sort;
  /** The kinds of labels to count, over all hits above the threshold. Default: none. */
  readonly facets?: readonly string[];
  /** Whether a word that the archive lacks may match one that differs by a single typing error. Default: true. */
  readonly typoTolerance?: boolean;
  /** Milliseconds since 1970; articles dated later stay hidden. */
  readonly now: number;
}

/** An article in a list of hits. */
export interface RankedArticle {
  readonly article: StoredArticle;
  /** A probability, 0..1. */
  readonly score: number;
  /** Pass this to hitTexts(), which reads the text to show. */
  readonly place: HitPlace;
}

/** Explains a hit's place and score. How the parts add up is described at each. */
export interface SearchDetails {
  /** Null if the article was not compared: in keyword mode, or if the model does not support its language. */
  readonly semantic: {
    /** bestPassage + otherPassages. */
    readonly score: number;
    /** Rank by that score among the articles that could be hits, from 1. */
    readonly rank: number;
    /** Cosine of the best passage. */
    readonly bestPassage: number;
    /** How much the next passages change the score; 0 or less. */
    readonly otherPassages: number;
  } | null;
  /** Null in semantic mode. */
  readonly keyword: {
    /** BM25F. */
    readonly score: number;
    readonly rank: number;
    /** Share of the query's words that the article has, weighted by rarity, 0..1. */
    readonly matchedIdfShare: number;
    /** How much it adds to `relevance`. */
    readonly contribution: number;
  } | null;
  /** semantic.score + keyword.contribution, or whichever of them there is; decides the order. */
  readonly relevance: number;
  /** Log-odds of the score: first - doubt - below; the score is 1 / (1 + e^-logit). */
  readonly calibration: {
    /** Log-odds of the first hit, from the cosine of the nearest article and the best keyword match. */
    readonly first: number;
    /** Deducted because the first hit lacks words of the query; negative if it paraphrases them. */
    readonly doubt: number;
    /** The words that `doubt` was computed from: the first hit lacks them. */
    readonly lacking: readonly string[];
    /** Deducted because `relevance` is lower than that of the first hit. */
    readonly below: number;
    readonly logit: number;
  };
  /** Age factor in the order, 0..1. */
  readonly recency: number;
}

export interface SearchHit extends RankedArticle {
  /** Ids of the visible near-duplicates that the hit represents, newest first. */
  readonly duplicates: readonly string[];
  /** Computed only when called. */
  explain(): SearchDetails;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** Articles above the threshold, near-duplicates counted once if they are merged. */
  readonly total: number;
  /** For each requested kind, how many of those articles have each value. */
  readonly facets: Facets;
  /** The mode used; a hybrid search becomes `keyword` if the model does not support the query's language. */
  readonly mode: SearchMode;
  /** 1 in semantic mode, 0 in keyword mode. */
  readonly semanticRatio: number;
  readonly threshold: number;
  /** How each word of the query was understood, for highlights. */
  readonly words: readonly MatchedWord[];
  /** True if the query was too long for the encoder and its end was not read. */
  readonly truncated: boolean;
}
