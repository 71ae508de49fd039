// Interprets a search request for the archive: looks its words up in every segment and chooses the mode. Nothing is
// ranked here.

import type { ArchiveIndex } from "../index/archive-index.ts";
import { type Columns, FLAG } from "../index/columns.ts";
import type { Searcher } from "../index/searcher.ts";
import { publishedView, visibleArticles } from "../index/visibility.ts";
import type { KeywordMatches } from "../lexical/keyword-index.ts";
import { type KeywordQuery, parseKeywordQuery } from "../lexical/keyword-query.ts";
import { articleFilter, NO_FILTERS } from "./filters.ts";
import type { SearchMode, SearchRequest } from "./search-request.ts";

/** A request, interpreted for one segment. */
export interface SegmentQuery {
  /** The index as if hidden articles were not in it. */
  readonly index: ArchiveIndex;
  readonly words: KeywordMatches;
  /** Articles that the reader may see and the query doesn't exclude. */
  readonly population: readonly number[];
  /** Those of them that pass the filters; only these can be hits. */
  readonly candidates: readonly number[];
  /** null if there is no filter. */
  readonly passes: ((ordinal: number) => boolean) | null;
}

export interface Understood {
  readonly query: KeywordQuery;
  /** True without a query: all candidates are listed, newest first. */
  readonly isList: boolean;
  readonly mode: SearchMode;
  readonly segments: readonly SegmentQuery[];
}

export async function understand(searcher: Searcher, request: SearchRequest): Promise<Understood> {
  const [main] = searcher.segments;
  const query = {
    ...parseKeywordQuery(request.query, main.languages),
    correctsTypos: request.typoTolerance ?? true,
  };
  const isList = request.query === "";
  const segments = await Promise.all(
    searcher.segments.map((segment) => understandSegment(segment, request, query)),
  );
  // The whole archive decides what language the query is in, even if filters narrow the search.
  return { query, isList, mode: isList ? "keyword" : modeOf(request, segments), segments };
}

async function understandSegment(
  segment: ArchiveIndex,
  request: SearchRequest,
  query: KeywordQuery,
): Promise<SegmentQuery> {
  const index = publishedView(segment, request.now);
  const words = await index.keywords.search(query);
  const { excluded } = words;
  const visible = visibleArticles(index.columns, "searchable", request.now);
  const population = excluded === null ? visible : visible.filter((ordinal) => excluded[ordinal] === 0);
  // Filter before anything is ranked, so that scores depend only on articles that the reader can see.
  const passes = articleFilter(index.columns, request.filters ?? NO_FILTERS);
  const candidates = passes === null ? population : population.filter(passes);
  return { index, words, population, candidates, passes };
}

/**
 * A ratio of 0 means keyword mode and 1 semantic mode. If some article in an unsupported language has more of the
 * query's words than any article in a supported one, the query is taken to be in a language that the encoder does not
 * support; its vector would mean nothing, so the search is by keywords.
 */
function modeOf({ mode, semanticRatio }: SearchRequest, segments: readonly SegmentQuery[]): SearchMode {
  if (mode !== "hybrid") return mode;
  if (semanticRatio === 0) return "keyword";
  if (semanticRatio === 1) return "semantic";
  let supported = 0;
  let unsupported = 0;
  for (const { index, words, population } of segments) {
    const shares = topShares(index.columns, words.coverage, population);
    supported = Math.max(supported, shares.supported);
    unsupported = Math.max(unsupported, shares.unsupported);
  }
  return unsupported > supported ? "keyword" : "hybrid";
}

/** The largest share of the query's words that any article has, for supported and unsupported languages separately. */
function topShares({ flags }: Columns, coverage: Float32Array, population: readonly number[]) {
  let supported = 0;
  let unsupported = 0;
  for (const ordinal of population) {
    const share = coverage[ordinal] as number;
    if (((flags[ordinal] as number) & FLAG.unsupportedLanguage) === 0) supported = Math.max(supported, share);
    else unsupported = Math.max(unsupported, share);
  }
  return { supported, unsupported };
}
