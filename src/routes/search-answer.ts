// The body of a search answer, without what depends on the transport. The command line gives the same.

import type { Library } from "../search/library.ts";
import { search } from "../search/search.ts";
import type { SearchDetails, SearchMode } from "../search/search-request.ts";
import type { SEARCH_PARAMETERS } from "./parameters.ts";
import { duplicatesOf, type Hit, presentHits } from "./present.ts";
import type { Values } from "./read-parameters.ts";

export interface SearchAnswerHit extends Hit {
  /** Ids of near-duplicates that the hit stands for; missing where there are none. */
  readonly duplicates?: readonly string[];
  /** Only where it was asked for. */
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
  readonly truncated?: true;
}

/** `now` is in milliseconds since 1970. */
export async function answerSearch(
  library: Library,
  { q, passages, explain, ...options }: Values<typeof SEARCH_PARAMETERS>,
  now: number,
): Promise<SearchAnswer> {
  const { snapshot } = library;
  const result = await search(library, { query: q, ...options, now });
  const { words, mode, semanticRatio, threshold } = result;
  const shown = await presentHits(snapshot, result.hits, { words, withPassages: passages });
  return {
    hits: result.hits.map((hit, index) => ({
      ...(shown[index] as Hit),
      ...duplicatesOf(snapshot, hit),
      ...(explain ? { scoreDetails: hit.explain() } : {}),
    })),
    query: q,
    mode,
    semanticRatio,
    threshold,
    offset: options.offset,
    limit: options.limit,
    estimatedTotalHits: result.total,
    totalIsExact: true,
    ...(result.truncated ? { truncated: true } : {}),
  };
}
