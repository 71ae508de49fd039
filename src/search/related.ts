// Related articles: nearness of whole articles (mean of their passages) and of their leads (first passage),
// added. Direction, age, near-duplicates and diversity are not here yet.

import type { Snapshot } from "../snapshot/reader.ts";
import { cosines } from "../vector/exact.ts";
import { dequantiseRow } from "../vector/quantise.ts";
import type { RankedArticle } from "./search.ts";
import { byScore, scoreOf, standardise } from "./standard-score.ts";
import { visibleArticles } from "./visibility.ts";

export interface RelatedRequest {
  /** The article that is being read; it is never among the hits. */
  readonly ordinal: number;
  readonly limit: number;
  /** Hits below this score (0..1) are left out; 0 keeps all. */
  readonly threshold: number;
  /** Milliseconds since 1970; articles dated later are not seen. */
  readonly now: number;
}

export interface RelatedResult {
  readonly hits: readonly RankedArticle[];
  readonly total: number;
}

export function related(snapshot: Snapshot, request: RelatedRequest): RelatedResult {
  const candidates = visibleArticles(snapshot, "recommendable", request.now).filter(
    (o) => o !== request.ordinal,
  );
  const whole = cosines(snapshot.articleVectors, dequantiseRow(snapshot.articleVectors, request.ordinal));
  const lead = leadCosines(snapshot, request.ordinal);
  const sum = whole.map((cosine, ordinal) => cosine + (lead[ordinal] ?? 0));
  const scores = standardise(sum, candidates);
  const ranked = byScore(candidates, scores).filter(
    (ordinal) => scoreOf(scores[ordinal] ?? 0) >= request.threshold,
  );
  return {
    hits: ranked.slice(0, request.limit).map((ordinal) => ({
      ordinal,
      score: scoreOf(scores[ordinal] ?? 0),
      passage: snapshot.firstPassage[ordinal] ?? null,
    })),
    total: ranked.length,
  };
}

/** Cosine of the article's first passage with the first passage of each article. */
function leadCosines(snapshot: Snapshot, ordinal: number): Float32Array {
  const { values, scales, dims } = snapshot.passageVectors;
  const query = dequantiseRow(snapshot.passageVectors, snapshot.firstPassage[ordinal] ?? 0);
  return Float32Array.from({ length: snapshot.articleCount }, (_, other) => {
    const row = snapshot.firstPassage[other] ?? 0;
    const lead = {
      values: values.subarray(row * dims, (row + 1) * dims),
      scales: scales.subarray(row, row + 1),
      dims,
    };
    return cosines(lead, query)[0] ?? 0;
  });
}
