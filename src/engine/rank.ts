// Ranks one segment for one query: by vectors and keywords, by either alone, or not at all if there is no query.

import type { Encoder } from "../encoder/encoder.ts";
import { matchPassages } from "./match.ts";
import { type EncodedQuery, MAX_BONUS, missingTermPenalty, NO_PENALTY } from "./near-miss.ts";
import { rankHybrid } from "./rank-hybrid.ts";
import { rankKeyword } from "./rank-keyword.ts";
import type { Ranking } from "./ranking.ts";
import type { SearchMode } from "./search-request.ts";
import type { SegmentQuery } from "./understand.ts";

export interface RankOptions {
  readonly mode: SearchMode;
  /** null in keyword mode, and if the encoder knows no word of the query. */
  readonly encoded: EncodedQuery | null;
  readonly semanticRatio: number | null;
  /** Hits with lower log-odds are left out. */
  readonly min: number;
  readonly encoder: Encoder;
}

export async function rankSegment(segment: SegmentQuery, options: RankOptions): Promise<Ranking> {
  const { index, words, candidates } = segment;
  const { mode, encoded, semanticRatio, min, encoder } = options;
  if (mode === "keyword" || encoded === null) {
    if (mode !== "semantic") return rankKeyword(index, words, candidates);
    return { ...rankKeyword(index, words, []), mode };
  }
  const usesWords = mode === "hybrid";
  const matches = await matchPassages(segment, encoded.vector, usesWords);
  const hybrid = rankHybrid(index, { ...matches, words: usesWords ? words : null, semanticRatio });
  const { first } = hybrid;
  // In semantic mode words are not evidence. And a hit that even the largest bonus can't lift to the threshold is out.
  const penalty =
    usesWords && first !== null && first.topLogit + MAX_BONUS >= min
      ? await missingTermPenalty({ index, encoder }, first, encoded, words)
      : NO_PENALTY;
  return hybrid.ranked({ min, penalty });
}

/** High enough for a probability of exactly 1. */
const LISTED_LOGIT = 40;

/** For a request without a query: nothing is compared, and every candidate is a certain hit. */
export function listSegment({ index, words, candidates }: SegmentQuery): Ranking {
  const logits = new Float32Array(index.size.articles);
  for (const ordinal of candidates) logits[ordinal] = LISTED_LOGIT;
  const calibration = { first: LISTED_LOGIT, doubt: 0, lacking: [], below: 0, logit: LISTED_LOGIT };
  return {
    ...rankKeyword(index, words, []),
    found: candidates,
    logits,
    explain: () => ({ semantic: null, keyword: null, relevance: 0, calibration }),
  };
}
