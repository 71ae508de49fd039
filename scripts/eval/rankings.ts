// What the engine answers, as ids with scores: the one place where evaluation calls search() and related(). Nothing is
// left out or reordered that a set has no use for: no threshold, no age, no collapsing of near-duplicates.

import { related } from "../../src/engine/related.ts";
import { search } from "../../src/engine/search.ts";
import type { RankedArticle, SearchMode } from "../../src/engine/search-request.ts";
import { idKey } from "../../src/index/keys.ts";
import type { Searcher } from "../../src/index/searcher.ts";

export interface RankedId {
  readonly id: string;
  /** 0..1; it falls along the list, save where related articles are put in order for diversity. */
  readonly score: number;
}

/** The hits of a query, best first. */
export type RankQuery = (query: string) => Promise<readonly RankedId[]>;
/** The related articles of one, best first; an id that the archive does not have is an Error. */
export type RankRelated = (id: string) => readonly RankedId[];

/** Sets judge each document for itself and know nothing of age. */
const AS_JUDGED = { threshold: 0, duplicates: "include", recency: 0 } as const;

export interface RankingOptions {
  /** Hits at most. */
  readonly depth: number;
  /** Milliseconds since 1970; articles dated later are not seen. */
  readonly now: number;
}

export function rankQueries(searcher: Searcher, mode: SearchMode, { depth, now }: RankingOptions): RankQuery {
  const name = namesOf(searcher);
  return async (text) => {
    const request = { query: text.trim(), mode, limit: depth, offset: 0, now, ...AS_JUDGED };
    return (await search(searcher, request)).hits.map(name);
  };
}

export function rankRelated(searcher: Searcher, { depth, now }: RankingOptions): RankRelated {
  const name = namesOf(searcher);
  return (id) => {
    const ordinal = searcher.snapshot.findKey(idKey(id));
    if (ordinal === null) throw new Error(`the index has no article ${id}`);
    const subject = { kind: "articles", ordinals: [ordinal] } as const;
    return related(searcher, { subject, limit: depth, now, ...AS_JUDGED }).hits.map(name);
  };
}

/** The score from which on a first hit counts as an answer. */
export function answerThreshold(): number {
  return 0.5;
}

/** Each article's record is parsed once, not once a hit. */
function namesOf({ snapshot }: Searcher): (hit: RankedArticle) => RankedId {
  const ids = new Map<number, string>();
  return ({ ordinal, score }) => {
    const id = ids.get(ordinal) ?? snapshot.article(ordinal).id;
    ids.set(ordinal, id);
    return { id, score };
  };
}

/** Now, or the date of the newest article where that is later: a time at which whatever a set holds is published. */
export function timeOfAll({ snapshot }: Searcher): number {
  let latest = Date.now();
  for (const date of snapshot.publishedAt) if (date > latest) latest = date;
  return latest;
}
