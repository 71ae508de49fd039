// The answer to a search, the same over every transport: HTTP, MCP and the command line.

import type { SearchAnswer, Facets as ShownFacets } from "../api-types.ts";
import type { Facets } from "../engine/facets.ts";
import { search } from "../engine/search.ts";
import type { SearchMode, Sort } from "../engine/search-request.ts";
import type { Searcher } from "../index/searcher.ts";
import { EncoderFailed, tellingEncoderFailures } from "./encoder-failure.ts";
import { facetName } from "./facet-names.ts";
import { duplicatesOf, type PresentedHit, presentHits } from "./present.ts";
import { filtersOf, type RequestedFilters } from "./requested-filters.ts";
import { understoodQuery } from "./understood-query.ts";

/** A query with its options; null means the archive's default. */
export interface SearchQuestion extends RequestedFilters {
  /** Leave it empty to list everything that passes the filters. */
  readonly q: string;
  readonly limit: number;
  readonly offset: number;
  readonly mode: SearchMode;
  readonly semanticRatio: number | null;
  readonly threshold: number | null;
  readonly sort: Sort;
  readonly recency: number;
  readonly facets: readonly string[];
  readonly includePassages: boolean;
  readonly typoTolerance: boolean;
  readonly duplicates: "collapse" | "include";
  readonly explain: boolean;
}

/**
 * `now` is in milliseconds since 1970. If the encoder fails, it falls back to keywords and calls `onEncoderFailure`. In
 * semantic mode keywords are no substitute, so it rejects with an EncoderFailed.
 */
export async function answerSearch(
  searcher: Searcher,
  question: SearchQuestion,
  now: number,
  onEncoderFailure: (cause: unknown) => void,
): Promise<SearchAnswer> {
  const [{ settings }] = searcher.segments;
  const { q, includePassages, explain, ...options } = question;
  const filters = filtersOf(question, settings.timeZone);
  const request = { query: q, ...options, filters, now };
  let isDegraded = false;
  const result = await search(tellingEncoderFailures(searcher), request).catch((error: unknown) => {
    if (!(error instanceof EncoderFailed) || options.mode === "semantic") throw error;
    onEncoderFailure(error);
    isDegraded = true;
    return search(searcher, { ...request, mode: "keyword" });
  });
  const { words, mode, semanticRatio, threshold } = result;
  const shown = await presentHits(result.hits, { words, withPassages: includePassages });
  return {
    hits: result.hits.map((hit, index) => ({
      ...(shown[index] as PresentedHit),
      ...duplicatesOf(hit),
      // Without a query nothing was ranked, so there is nothing to explain.
      ...(explain && q !== "" ? { scoreDetails: hit.explain() } : {}),
    })),
    query: q,
    understood: understoodQuery(words),
    mode,
    semanticRatio,
    threshold,
    offset: options.offset,
    limit: options.limit,
    totalHits: result.total,
    totalRelation: "eq",
    ...(question.facets.length > 0 ? { facets: facetsOf(result.facets) } : {}),
    ...(result.truncated ? { queryTruncated: true } : {}),
    ...(isDegraded ? { degraded: true } : {}),
  };
}

/** Defines entries instead of assigning them, because a tag may be called `__proto__`. */
function facetsOf(facets: Facets): ShownFacets {
  return Object.fromEntries(
    [...facets].map(([name, counts]) => [facetName(name), Object.fromEntries(counts)]),
  );
}
