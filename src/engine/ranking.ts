// A ranking of one segment's candidates for one query: which articles were found, the log-odds of each and how they
// come about. rank-hybrid.ts and rank-keyword.ts make rankings; thresholds, age and near-duplicates are applied later.

import type { ArchiveIndex } from "../index/archive-index.ts";
import type { AnswerCurves } from "../index/ranking.ts";
import type { KeywordMatches } from "../lexical/keyword-index.ts";
import type { AnswerFeatures } from "./answer-score.ts";
import type { SearchDetails, SearchMode } from "./search-request.ts";

export interface Ranking {
  readonly mode: SearchMode;
  /** Articles that could be hits, because their log-odds are high enough; in the order of the candidates. */
  readonly found: readonly number[];
  /** `Float32Array[articles]`: log-odds that the article answers the query; only meaningful for those in `found`. */
  readonly logits: Float32Array;
  /** `Float32Array[articles]`: the values that decide the order; only meaningful for those in `found`. */
  readonly fused: Float32Array;
  /** The features that the scores are computed from; null if nothing is found. */
  readonly features: AnswerFeatures | null;
  /** The passage that matched, or null if none was compared. */
  passageOf(ordinal: number): number | null;
  explain(ordinal: number): Omit<SearchDetails, "recency">;
}

/** The curves for the first hit's language, if that has separate ones; else the archive's. */
export function curvesOf({ ranking, columns }: ArchiveIndex, first: number): AnswerCurves {
  const { curves, languages } = ranking.search;
  if (first < 0 || Object.keys(languages).length === 0) return curves;
  const { lists, keys } = columns.facets;
  for (const value of lists.at(first)) {
    const key = keys.at(value);
    // The primary tag of its language only.
    if (!key.startsWith(LANGUAGE) || key.includes("-")) continue;
    const primary = key.slice(LANGUAGE.length);
    return Object.hasOwn(languages, primary) ? (languages[primary] ?? curves) : curves;
  }
  return curves;
}

const LANGUAGE = "lang:";

export function keywordDetails(
  { scores, coverage }: KeywordMatches,
  among: readonly number[],
  ordinal: number,
  contribution: number,
): SearchDetails["keyword"] {
  return {
    score: scores[ordinal] as number,
    rank: rankOf(scores, among, ordinal),
    matchedIdfShare: coverage[ordinal] as number,
    contribution,
  };
}

/** Counted from 1; equal scores share the better rank. */
function rankOf(scores: Float32Array, among: readonly number[], ordinal: number): number {
  const own = scores[ordinal] as number;
  let rank = 1;
  for (const other of among) if ((scores[other] as number) > own) rank++;
  return rank;
}
