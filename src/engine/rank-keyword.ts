// Ranks candidates by keywords alone.

import type { ArchiveIndex } from "../index/archive-index.ts";
import type { KeywordMatches } from "../lexical/keyword-index.ts";
import { distancePenalty, topLogit } from "./answer-score.ts";
import { curvesOf, keywordDetails, type Ranking } from "./ranking.ts";

/** Finds only articles that have at least one word of the query. */
export function rankKeyword(
  index: ArchiveIndex,
  words: KeywordMatches,
  candidates: readonly number[],
): Ranking {
  const found = candidates.filter((ordinal) => (words.scores[ordinal] as number) > 0);
  const fused = new Float32Array(index.size.articles);
  let first = found[0] ?? -1;
  for (const ordinal of found) {
    fused[ordinal] = (words.scores[ordinal] as number) / words.maxScore;
    if ((fused[ordinal] as number) > (fused[first] as number)) first = ordinal;
  }
  const curve = curvesOf(index, first).keyword;
  const topFused = fused[first] ?? 0;
  const features = { topCosine: topFused, topBm25Share: topFused };
  const top = topLogit(curve, features);
  const logits = new Float32Array(index.size.articles);
  for (const ordinal of found) {
    logits[ordinal] = top - distancePenalty(curve, topFused - (fused[ordinal] as number));
  }
  return {
    mode: "keyword",
    found,
    logits,
    fused,
    features: first < 0 ? null : features,
    passageOf: () => null,
    explain(ordinal) {
      const below = distancePenalty(curve, topFused - (fused[ordinal] as number));
      return {
        semantic: null,
        keyword: keywordDetails(words, candidates, ordinal, fused[ordinal] as number),
        relevance: fused[ordinal] as number,
        calibration: { first: top, doubt: 0, lacking: [], below, logit: top - below },
      };
    },
  };
}
