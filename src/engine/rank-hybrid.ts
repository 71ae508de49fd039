// Ranks candidates by their vectors, with keywords (hybrid) or without (semantic).

import type { ArchiveIndex } from "../index/archive-index.ts";
import { type Columns, FLAG, hasFlag } from "../index/columns.ts";
import type { KeywordMatches } from "../lexical/keyword-index.ts";
import type { ScoreStats } from "../vector/score-stats.ts";
import { type AnswerFeatures, distancePenalty, distanceWithPenalty, topLogit } from "./answer-score.ts";
import { keywordGain } from "./fusion.ts";
import { type FirstHit, type MissingTermPenalty, NO_PENALTY } from "./near-miss.ts";
import type { PassageScores } from "./passage-scores.ts";
import { rankKeyword } from "./rank-keyword.ts";
import { curvesOf, keywordDetails, type Ranking } from "./ranking.ts";
import type { SearchDetails } from "./search-request.ts";

export interface HybridOptions {
  readonly passages: PassageScores;
  /** null in semantic mode. */
  readonly words: KeywordMatches | null;
  readonly candidates: readonly number[];
  /** Statistics of the cosines with all passages of the segment, unfiltered, so that filters can't change the order. */
  readonly background: ScoreStats;
  /** null: the archive's fitted value. */
  readonly semanticRatio: number | null;
}

export interface RankedOptions {
  /** Hits with lower log-odds are left out; by default all are found. */
  readonly min?: number;
  /** How much to lower the first hit's log-odds because of missing words; by default not at all. */
  readonly penalty?: MissingTermPenalty;
}

/** The candidates in order, before it is known how likely the first of them is to answer the query. */
export interface HybridRanking {
  /** null if the encoder supports the language of no candidate. */
  readonly first: FirstHit | null;
  readonly features: AnswerFeatures | null;
  ranked(options?: RankedOptions): Ranking;
}

/** Tolerance: fused scores are in single precision. */
const ROUNDING = 1e-6;

export function rankHybrid(index: ArchiveIndex, options: HybridOptions): HybridRanking {
  const { passages, words, candidates, background, semanticRatio } = options;
  const { fusion } = index.ranking.search;
  const { best } = passages;
  const { supported, unsupported } = byLanguage(index.columns, candidates);
  const wordStats = words?.background ?? { mean: 0, deviation: 0 };
  const gain = words === null ? 0 : keywordGain(fusion, semanticRatio, background, wordStats);
  const mode = words === null ? "semantic" : "hybrid";
  const contribution = (ordinal: number) => gain * ((words?.scores[ordinal] ?? 0) - wordStats.mean);

  /** Upper bounds: no article scores above its best passage, so one whose bound is too low needs no closer look. */
  const limits = new Float32Array(index.size.articles);
  let first = -1;
  let topFused = Number.NEGATIVE_INFINITY;
  let topCosine = -1;
  let topBm25 = 0;
  for (const ordinal of supported) {
    const limit = (best[ordinal] as number) + contribution(ordinal);
    limits[ordinal] = limit;
    topCosine = Math.max(topCosine, best[ordinal] as number);
    topBm25 = Math.max(topBm25, words?.scores[ordinal] ?? 0);
    if (limit <= topFused) continue;
    const exact = Math.fround(passages.scoreOf(ordinal) + contribution(ordinal));
    if (exact <= topFused) continue;
    topFused = exact;
    first = ordinal;
  }
  const curve = curvesOf(index, first)[mode];
  const features = { topCosine, topBm25Share: topBm25 / (words?.maxScore || 1) };
  const top = topLogit(curve, features);

  const ranked = ({ min = Number.NEGATIVE_INFINITY, penalty = NO_PENALTY }: RankedOptions = {}): Ranking => {
    const fused = new Float32Array(index.size.articles);
    const logits = new Float32Array(index.size.articles);
    const penalised = top - penalty.logit;
    const lowest = topFused - distanceWithPenalty(curve, penalised - min) - ROUNDING;
    const found = supported.filter((ordinal) => (limits[ordinal] as number) >= lowest);
    for (const ordinal of found) {
      fused[ordinal] = passages.scoreOf(ordinal) + contribution(ordinal);
      logits[ordinal] = penalised - distancePenalty(curve, topFused - (fused[ordinal] as number));
    }
    // Articles in a language that the encoder doesn't support are ranked by keywords alone.
    const byWords =
      words === null || unsupported.length === 0 ? null : rankKeyword(index, words, unsupported);
    for (const ordinal of byWords?.found ?? []) logits[ordinal] = byWords?.logits[ordinal] as number;
    const isSupported = (ordinal: number) => !hasFlag(index.columns, ordinal, "unsupportedLanguage");
    return {
      mode,
      found:
        byWords === null || byWords.found.length === 0 ? found : merged(candidates, found, byWords.found),
      logits,
      fused,
      features: first < 0 ? null : features,
      passageOf: (ordinal) => {
        const passage = passages.bestPassageOf(ordinal);
        return passage >= 0 && isSupported(ordinal) ? passage : null;
      },
      explain(ordinal) {
        if (!isSupported(ordinal) && byWords !== null) return byWords.explain(ordinal);
        const below = distancePenalty(curve, topFused - (fused[ordinal] as number));
        return {
          semantic: semanticDetails(passages, supported, ordinal),
          keyword: words === null ? null : keywordDetails(words, candidates, ordinal, contribution(ordinal)),
          relevance: fused[ordinal] as number,
          calibration: {
            first: top,
            doubt: penalty.logit,
            lacking: penalty.missingTerms,
            below,
            logit: penalised - below,
          },
        };
      },
    };
  };
  return {
    first: first < 0 ? null : { ordinal: first, passage: passages.bestPassageOf(first), topLogit: top },
    features: first < 0 ? null : features,
    ranked,
  };
}

/** Splits the candidates by whether the encoder supports their language; drops supported ones without passages. */
function byLanguage({ flags, firstPassage }: Columns, candidates: readonly number[]) {
  const isUnsupported = (ordinal: number) => ((flags[ordinal] as number) & FLAG.unsupportedLanguage) !== 0;
  const isSupported = (ordinal: number) =>
    !isUnsupported(ordinal) && (firstPassage[ordinal] as number) < (firstPassage[ordinal + 1] as number);
  // In most archives every language is supported, so there is nothing to split.
  if (candidates.every(isSupported)) return { supported: candidates, unsupported: [] };
  return { supported: candidates.filter(isSupported), unsupported: candidates.filter(isUnsupported) };
}

/** The union of two selections of the candidates, in candidate order. */
function merged(candidates: readonly number[], a: readonly number[], b: readonly number[]): number[] {
  const chosen = new Set([...a, ...b]);
  return candidates.filter((ordinal) => chosen.has(ordinal));
}

function semanticDetails(
  { scoreOf, best }: PassageScores,
  among: readonly number[],
  ordinal: number,
): SearchDetails["semantic"] {
  const score = scoreOf(ordinal);
  const cosine = best[ordinal] as number;
  let rank = 1;
  for (const other of among) if ((best[other] as number) > score && scoreOf(other) > score) rank++;
  return { score, rank, bestPassage: cosine, otherPassages: score - cosine };
}
