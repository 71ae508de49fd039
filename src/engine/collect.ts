// Merges the rankings of all segments into one list of hits: applies the threshold, keeps one of each group of
// near-duplicates, sorts as requested, cuts out the requested page and reads its articles.

import type { ArchiveIndex } from "../index/archive-index.ts";
import type { StoredArticle } from "../index/stored-article.ts";
import { ageFactor } from "./age.ts";
import { probability } from "./answer-score.ts";
import { membersOf } from "./duplicate-groups.ts";
import { type CountedArticles, countFacets, type Facets } from "./facets.ts";
import type { Ranking } from "./ranking.ts";
import type { SearchHit, SearchRequest } from "./search-request.ts";
import { collapseGroups, selectBest } from "./selection.ts";
import { compareTime, sortByTime } from "./time-order.ts";
import type { SegmentQuery } from "./understand.ts";

/** One segment of a searcher with its ranking. */
export interface RankedSegment {
  readonly segment: SegmentQuery;
  readonly ranking: Ranking;
}

export interface CollectOptions {
  readonly threshold: number;
  /** Log-odds of the threshold, or slightly less. */
  readonly min: number;
  readonly isList: boolean;
}

export interface Collected {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  readonly facets: Facets;
}

export async function collect(
  ranked: readonly RankedSegment[],
  request: SearchRequest,
  options: CollectOptions,
): Promise<Collected> {
  const { limit, offset, recency = 0, duplicates = "collapse", facets = [], now } = request;
  const shown = ranked.map((one): Shown => {
    const above = aboveThreshold(one.ranking, options);
    const order = recency > 0 ? orderedByAge(one, above, recency, now) : one.ranking.logits;
    const groups = duplicates === "collapse" ? one.segment.index.columns.duplicateOf : null;
    const ordinals = groups === null ? above : collapseGroups(above, groups, order);
    return { ...one, ordinals, order, groups };
  });
  const sort = options.isList && request.sort !== "oldest" ? "newest" : (request.sort ?? "relevance");
  const page = firstOf(shown, sort, offset + limit).slice(offset);
  const counted = shown.map(
    ({ segment, ordinals }): CountedArticles => ({ columns: segment.index.columns, ordinals }),
  );
  return {
    hits: await hitsOf(shown, page, request),
    total: shown.reduce((sum, { ordinals }) => sum + ordinals.length, 0),
    facets: countFacets(counted, facets),
  };
}

interface Shown extends RankedSegment {
  /** The segment's hits; one per group of near-duplicates if those are collapsed. */
  readonly ordinals: readonly number[];
  /** `Float32Array[articles]`: the values they are sorted by. */
  readonly order: Float32Array;
  readonly groups: Uint32Array | null;
}

/** An article in a list over all segments. */
interface Place {
  readonly segment: number;
  readonly ordinal: number;
}

function scoreIn({ logits }: Ranking, ordinal: number): number {
  return probability(logits[ordinal] as number);
}

function aboveThreshold(ranking: Ranking, { threshold, min }: CollectOptions): readonly number[] {
  if (threshold === 0) return ranking.found;
  return ranking.found.filter(
    (ordinal) => (ranking.logits[ordinal] as number) >= min && scoreIn(ranking, ordinal) >= threshold,
  );
}

function ageIn({ columns }: ArchiveIndex, ordinal: number, recency: number, now: number): number {
  return ageFactor(columns.publishedAt[ordinal] as number, { earliest: now, latest: now }, recency);
}

function orderedByAge(
  { segment: { index }, ranking }: RankedSegment,
  above: readonly number[],
  recency: number,
  now: number,
): Float32Array {
  const order = new Float32Array(ranking.logits.length);
  for (const ordinal of above) {
    order[ordinal] = scoreIn(ranking, ordinal) * ageIn(index, ordinal, recency, now);
  }
  return order;
}

/** The first `count` hits over all segments. */
function firstOf(shown: readonly Shown[], sort: "relevance" | "newest" | "oldest", count: number): Place[] {
  const lists = shown.map(({ segment: { index }, ordinals, order }, segment) => {
    const first =
      sort === "relevance"
        ? selectBest(ordinals, order, count)
        : sortByTime(index.columns, ordinals, sort).slice(0, count);
    return first.map((ordinal): Place => ({ segment, ordinal }));
  });
  const [only = [], ...others] = lists;
  if (others.length === 0) return only;
  const orderOf = ({ segment, ordinal }: Place) => shown[segment]?.order[ordinal] as number;
  const timeOf = ({ segment, ordinal }: Place) =>
    shown[segment]?.segment.index.columns.publishedAt[ordinal] as number;
  const compare =
    sort === "relevance"
      ? (a: Place, b: Place) => orderOf(b) - orderOf(a)
      : (a: Place, b: Place) => compareTime(timeOf(a), timeOf(b), sort);
  // The sort is stable: hits that tie keep their order, those of earlier segments first.
  return lists.flat().sort(compare).slice(0, count);
}

async function hitsOf(
  shown: readonly Shown[],
  page: readonly Place[],
  { recency = 0, now }: SearchRequest,
): Promise<SearchHit[]> {
  const bySegment = await Promise.all(
    shown.map(async ({ segment: { index, passes }, groups }, at) => {
      const ordinals = page.filter(({ segment }) => segment === at).map(({ ordinal }) => ordinal);
      const members = groups === null ? null : membersOf(index.columns, ordinals, groups, now, "searchable");
      const duplicates = ordinals.map((ordinal) =>
        (members?.get(groups?.[ordinal] ?? ordinal) ?? []).filter(
          (other) => other !== ordinal && (passes === null || passes(other)),
        ),
      );
      const needed = [...new Set([...ordinals, ...duplicates.flat()])];
      const articles = await index.documents.articles(needed);
      const byOrdinal = new Map(needed.map((ordinal, i) => [ordinal, articles[i] as StoredArticle]));
      return { byOrdinal, duplicates: new Map(ordinals.map((ordinal, i) => [ordinal, duplicates[i]])) };
    }),
  );
  return page.map(({ segment: at, ordinal }): SearchHit => {
    const { segment, ranking } = shown[at] as Shown;
    const { byOrdinal, duplicates } = bySegment[at] as (typeof bySegment)[number];
    const articleOf = (other: number) => byOrdinal.get(other) as StoredArticle;
    return {
      article: articleOf(ordinal),
      score: scoreIn(ranking, ordinal),
      place: { index: segment.index, ordinal, passage: ranking.passageOf(ordinal) },
      duplicates: (duplicates.get(ordinal) ?? []).map((other) => articleOf(other).id),
      explain: () => ({ ...ranking.explain(ordinal), recency: ageIn(segment.index, ordinal, recency, now) }),
    };
  });
}
