// Request and result types of search. No logic.

import type { StoredArticle } from "../index/stored-article.ts";
import type { MatchedWord } from "../lexical/keyword-index.ts";
import type { Facets } from "./facets.ts";
import type { Filters } from "./filters.ts";
import type { HitPlace } from "./hit-texts.ts";

export const SEARCH_MODES = ["hybrid", "semantic", "keyword"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** By score and age, or by date alone; what has no date comes last. */
export const SORTS = ["relevance", "newest", "oldest"] as const;
export type Sort = (typeof SORTS)[number];

export interface SearchRequest {
  /**
   * Trimmed at its beginning; operators as keyword-query.ts reads them. Empty: every article that the filters let
   * through is a hit, the newest first.
   */
  readonly query: string;
  readonly mode: SearchMode;
  /** Hits at most, 1 or more. */
  readonly limit: number;
  readonly offset: number;
  /** Share of meaning beside words, 0..1, in hybrid mode; null or missing: what the build has fitted. */
  readonly semanticRatio?: number | null;
  /** Least score of a hit, 0..1; 0 keeps all, null or missing: the archive's own. */
  readonly threshold?: number | null;
  /** How much age counts in the order, 0..1 (default 0). */
  readonly recency?: number;
  /** Whether near-duplicates are one hit (the default) or each its own. */
  readonly duplicates?: "collapse" | "include";
  /** Only articles that they let through are looked at. Default: all. */
  readonly filters?: Filters;
  /** The order of all hits above the threshold, before limit and offset. Default: `relevance`. */
  readonly sort?: Sort;
  /** Kinds of labels whose values are counted over all hits above the threshold. Default: none. */
  readonly facets?: readonly string[];
  /** Whether a word that the archive lacks may stand for one that is a slip of the keyboard away. Default: true. */
  readonly typoTolerance?: boolean;
  /** Milliseconds since 1970; articles dated later are not seen. */
  readonly now: number;
}

/** An article in a list of hits. */
export interface RankedArticle {
  readonly article: StoredArticle;
  /** A probability, 0..1. */
  readonly score: number;
  /** For hitTexts(), which reads the text to show. */
  readonly place: HitPlace;
}

/** Where a hit's place and score come from; the parts add up as their comments say. */
export interface SearchDetails {
  /** Null where the article was not compared: in keyword mode, or in a language that the model does not read. */
  readonly semantic: {
    /** bestPassage + otherPassages. */
    readonly score: number;
    /** By that score, among the articles that could be hits, from 1 on. */
    readonly rank: number;
    /** Cosine of the best passage. */
    readonly bestPassage: number;
    /** What the next passages add; 0 or less. */
    readonly otherPassages: number;
  } | null;
  /** Null in semantic mode. */
  readonly keyword: {
    /** BM25F. */
    readonly score: number;
    readonly rank: number;
    /** Share 0..1 of the query's words, weighed by rarity, that the article has. */
    readonly matchedIdfShare: number;
    /** What it adds to `relevance`. */
    readonly contribution: number;
  } | null;
  /** semantic.score + keyword.contribution, or the only one of them: what decides the order. */
  readonly relevance: number;
  /** Log-odds of the score: first - doubt - below; the score is 1 / (1 + e^-logit). */
  readonly calibration: {
    /** Of the first hit, by how near the nearest article is and how well the words of one match. */
    readonly first: number;
    /** What they are less because of what the first hit lacks; below 0 where it says that in other words. */
    readonly doubt: number;
    /** The query's words that were looked at for it, because the first hit lacks them. */
    readonly lacking: readonly string[];
    /** For what `relevance` lies below the first hit's. */
    readonly below: number;
    readonly logit: number;
  };
  /** Factor of age in the order, 0..1. */
  readonly recency: number;
}

export interface SearchHit extends RankedArticle {
  /** Ids of the visible near-duplicates that the hit stands for, newest first. */
  readonly duplicates: readonly string[];
  /** Computed when it is asked for. */
  explain(): SearchDetails;
}

export interface SearchResult {
  readonly hits: readonly SearchHit[];
  /** Articles above the threshold, near-duplicates counted once where they are one hit. */
  readonly total: number;
  /** By kind: how many of those have each value; the kinds that were asked for. */
  readonly facets: Facets;
  /** How it was searched: `keyword` too where the model does not read the query's language. */
  readonly mode: SearchMode;
  /** 1 in semantic mode, 0 in keyword mode. */
  readonly semanticRatio: number;
  readonly threshold: number;
  /** How each word of the query was understood, for highlights. */
  readonly words: readonly MatchedWord[];
  /** True where the query was longer than the encoder reads. */
  readonly truncated: boolean;
}
