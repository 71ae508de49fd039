// The candidates of one segment ranked for one query: who is found, the log-odds of each and what they are made of.
// rank-hybrid.ts and rank-keyword.ts make one; thresholds, age and near-duplicates come after it.

import type { ArchiveIndex } from "../index/archive-index.ts";
import type { AnswerCurves } from "../index/ranking.ts";
import type { KeywordMatches } from "../lexical/keyword-index.ts";
import type { AnswerFeatures } from "./answer-score.ts";
import type { SearchDetails, SearchMode } from "./search-request.ts";

export interface Ranking {
  readonly mode: SearchMode;
  /** Articles that could be hits, in the order of the candidates: all whose log-odds are high enough. */
  readonly found: readonly number[];
  /** `Float32Array[articles]`: log-odds that the article answers the query; only those of `found` mean anything. */
  readonly logits: Float32Array;
  /** What decides the order, `Float32Array[articles]`; only those of `found` mean anything. */
  readonly fused: Float32Array;
  /** What the scores are computed from; null if nothing is found. */
  readonly features: AnswerFeatures | null;
  /** The passage that matched, or null if none was compared. */
  passageOf(ordinal: number): number | null;
  explain(ordinal: number): Omit<SearchDetails, "recency">;
}

/** The curves of the first hit's language, if it has curves of its own. */
export function curvesOf({ ranking, columns }: ArchiveIndex, first: number): AnswerCurves {
  const { curves, languages } = ranking.search;
  if (first < 0 || Object.keys(languages).length === 0) return curves;
  const { lists, keys } = columns.facets;
  for (const value of lists.at(first)) {
    const key = keys.at(value);
    // Of its language's tags the primary one.
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

/** From 1 on; equal scores share the better rank. */
function rankOf(scores: Float32Array, among: readonly number[], ordinal: number): number {
  const own = scores[ordinal] as number;
  let rank = 1;
  for (const other of among) if ((scores[other] as number) > own) rank++;
  return rank;
}
