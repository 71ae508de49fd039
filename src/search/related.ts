// Related articles: nearness of whole articles, each the mean direction of its passages. Direction, age,
// near-duplicates and diversity are not here yet.

import { dequantiseRow } from "../vector/quantise.ts";
import type { Library } from "./library.ts";
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

export function related({ snapshot, articles }: Library, request: RelatedRequest): RelatedResult {
  const candidates = visibleArticles(snapshot, "recommendable", request.now).filter(
    (o) => o !== request.ordinal,
  );
  const article = dequantiseRow(snapshot.articleVectors, request.ordinal);
  const scores = standardise(articles.cosines(article), candidates);
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
