// The body of a search answer, without what depends on the transport. The command line gives the same.

import type { Facets } from "../engine/facets.ts";
import { search } from "../engine/search.ts";
import type { SearchDetails, SearchMode } from "../engine/search-request.ts";
import type { SearchQuestion } from "../http/parameters/search-question.ts";
import type { Searcher } from "../index/searcher.ts";

import { duplicatesOf, type Hit, presentHits } from "./present.ts";
import { filtersOf } from "./requested-filters.ts";

export interface SearchAnswerHit extends Hit {
  /** Ids of near-duplicates that the hit stands for; missing where there are none. */
  readonly duplicates?: readonly string[];
  /** Only where it was asked for, and there was a query. */
  readonly scoreDetails?: SearchDetails;
}

export interface SearchAnswer {
  readonly hits: readonly SearchAnswerHit[];
  readonly query: string;
  /** How it was searched, which may be another mode than was asked for. */
  readonly mode: SearchMode;
  readonly semanticRatio: number;
  /** The one that was used. */
  readonly threshold: number;
  readonly offset: number;
  readonly limit: number;
  readonly estimatedTotalHits: number;
  readonly totalIsExact: true;
  /** By facet: how many hits above the threshold have each value. Only where it was asked for. */
  readonly facets?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly truncated?: true;
}

/** `now` is in milliseconds since 1970. */
export async function answerSearch(
  searcher: Searcher,
  question: SearchQuestion,
  now: number,
): Promise<SearchAnswer> {
  const { snapshot } = searcher;
  const { q, passages, explain, ...options } = question;
  const filters = filtersOf(question, snapshot.manifest.settings.timeZone);
  const result = await search(searcher, { query: q, ...options, filters, now });
  const { words, mode, semanticRatio, threshold } = result;
  const shown = await presentHits(snapshot, result.hits, { words, withPassages: passages });
  return {
    hits: result.hits.map((hit, index) => ({
      ...(shown[index] as Hit),
      ...duplicatesOf(snapshot, hit),
      // Without a query nothing was ranked, and there is nothing to explain.
      ...(explain && q !== "" ? { scoreDetails: hit.explain() } : {}),
    })),
    query: q,
    mode,
    semanticRatio,
    threshold,
    offset: options.offset,
    limit: options.limit,
    estimatedTotalHits: result.total,
    totalIsExact: true,
    ...(question.facets.length > 0 ? { facets: facetsOf(result.facets) } : {}),
    ...(result.truncated ? { truncated: true } : {}),
  };
}

/** Entries are defined, not assigned: a tag may be called `__proto__`. */
function facetsOf(facets: Facets): SearchAnswer["facets"] & object {
  return Object.fromEntries([...facets].map(([name, counts]) => [name, Object.fromEntries(counts)]));
}
