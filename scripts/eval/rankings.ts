// The engine's answers as ids with scores: the only place where the evaluation calls search() and related(). It turns
// off what a set has no use for: threshold, age, grouping of near-duplicates.

import { related } from "../../src/engine/related.ts";
import { search } from "../../src/engine/search.ts";
import type { RankedArticle, SearchMode } from "../../src/engine/search-request.ts";
import type { Searcher } from "../../src/index/searcher.ts";

export interface RankedId {
  readonly id: string;
  /** 0..1; descending, except for related articles that are reordered for diversity. */
  readonly score: number;
}

/** The hits of a query, best first. */
export type RankQuery = (query: string) => Promise<readonly RankedId[]>;
/** The related articles of an article, best first; an Error for an unknown id. */
export type RankRelated = (id: string) => Promise<readonly RankedId[]>;

/** Sets judge each document separately and ignore age. */
const AS_JUDGED = { threshold: 0, duplicates: "include", recency: 0 } as const;

export interface RankingOptions {
  /** Maximum number of hits. */
  readonly depth: number;
  /** Milliseconds since 1970; later articles are not visible. */
  readonly now: number;
}

export function rankQueries(searcher: Searcher, mode: SearchMode, { depth, now }: RankingOptions): RankQuery {
  return async (text) => {
    const request = { query: text.trim(), mode, limit: depth, offset: 0, now, ...AS_JUDGED };
    return (await search(searcher, request)).hits.map(nameOf);
  };
}

export function rankRelated(searcher: Searcher, { depth, now }: RankingOptions): RankRelated {
  return async (id) => {
    const subject = { kind: "articles", ids: [id] } as const;
    return (await related(searcher, { subject, limit: depth, now, ...AS_JUDGED })).hits.map(nameOf);
  };
}

/** A first hit counts as an answer from this score on. */
export function answerThreshold(): number {
  return 0.5;
}

function nameOf({ article, score }: RankedArticle): RankedId {
  return { id: article.id, score };
}

/** Now, or the date of the newest article if that is later, so that every document of a set is published. */
export function timeOfAll({ segments }: Searcher): number {
  let latest = Date.now();
  for (const { columns } of segments) {
    for (const date of columns.publishedAt) if (date > latest) latest = date;
  }
  return latest;
}
