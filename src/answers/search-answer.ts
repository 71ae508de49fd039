// The answer to a search, whatever the transport: HTTP, MCP and the command line all give this one.

import type { SearchAnswer, Facets as ShownFacets } from "../api-types.ts";
import type { Facets } from "../engine/facets.ts";
import { search } from "../engine/search.ts";
import type { SearchQuestion } from "../http/parameters/search-question.ts";
import type { Searcher } from "../index/searcher.ts";
import { facetName } from "./facet-names.ts";
import { duplicatesOf, type PresentedHit, presentHits } from "./present.ts";
import { filtersOf } from "./requested-filters.ts";
import { searchScoreDetails } from "./score-details.ts";
import { understoodQuery } from "./understood-query.ts";

/** `now` is in milliseconds since 1970. */
export async function answerSearch(
  searcher: Searcher,
  question: SearchQuestion,
  now: number,
): Promise<SearchAnswer> {
  const { snapshot } = searcher;
  const { q, includePassages, explain, ...options } = question;
  const filters = filtersOf(question, snapshot.manifest.settings.timeZone);
  const result = await search(searcher, { query: q, ...options, filters, now });
  const { words, mode, semanticRatio, threshold } = result;
  const shown = await presentHits(snapshot, result.hits, { words, withPassages: includePassages });
  return {
    hits: result.hits.map((hit, index) => ({
      ...(shown[index] as PresentedHit),
      ...duplicatesOf(snapshot, hit),
      // Without a query nothing was ranked, so there is nothing to explain.
      ...(explain && q !== "" ? { scoreDetails: searchScoreDetails(hit.explain()) } : {}),
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
  };
}

/** Entries are defined, not assigned: a tag may be called `__proto__`. */
function facetsOf(facets: Facets): ShownFacets {
  return Object.fromEntries(
    [...facets].map(([name, counts]) => [facetName(name), Object.fromEntries(counts)]),
  );
}
