// Search over a snapshot: meaning and words fused to one number, read off as a probability, near-duplicates as one,
// nothing below the threshold. Pure: no request and no text, nothing but the searcher and what is asked.

import { FLAG } from "../index/columns.ts";
import type { Searcher } from "../index/searcher.ts";

import type { Snapshot } from "../index/snapshot/reader.ts";
import { publishedKeywords, visibleArticles } from "../index/visibility.ts";
import type { KeywordMatches } from "../lexical/keyword-index.ts";
import { type KeywordQuery, parseKeywordQuery } from "../lexical/keyword-query.ts";
import { ageFactor } from "./age.ts";
import { leastLogit, probability } from "./answer-score.ts";
import { membersOf } from "./duplicate-groups.ts";
import { countFacets } from "./facets.ts";
import { articleFilter, NO_FILTERS } from "./filters.ts";
import { semanticRatioOf } from "./fusion.ts";
import { doubtAbout, NO_DOUBT, REASSURANCE_MAX } from "./near-miss.ts";
import { type MeaningOptions, placeByMeaning, type Ranking, rankByWords } from "./rankings.ts";
import type { SearchHit, SearchMode, SearchRequest, SearchResult } from "./search-request.ts";
import { collapseGroups, selectBest } from "./selection.ts";
import { sortByTime } from "./time-order.ts";

/**
 * Answers one request. The encoder is not called in keyword mode. A query without any word that the model knows (only
 * invisible characters, say) has no direction: nothing is near it, and only words can find anything.
 */
export async function search(searcher: Searcher, request: SearchRequest): Promise<SearchResult> {
  requireRequest(request);
  const { snapshot } = searcher;
  const { ranking: parameters, languages } = snapshot.manifest;
  const threshold = request.threshold ?? parameters.search.threshold;
  const query = {
    ...parseKeywordQuery(request.query, languages),
    correctsTypos: request.typoTolerance ?? true,
  };
  const matches = publishedKeywords(snapshot, request.now).search(query);
  const { excluded } = matches;
  const visible = visibleArticles(snapshot, "searchable", request.now);
  const open = excluded === null ? visible : visible.filter((ordinal) => excluded[ordinal] === 0);
  // Before anything is ranked: what a score rests on is what the reader can see.
  const passes = articleFilter(snapshot, request.filters ?? NO_FILTERS);
  const candidates = passes === null ? open : open.filter(passes);
  const isList = request.query === "";
  // The query's language is told by the whole archive, whatever part of it is asked for.
  const mode = isList ? "keyword" : modeOf(searcher, request, matches, open);
  const least = threshold === 0 ? Number.NEGATIVE_INFINITY : leastLogit(threshold);
  const { ranking, truncated } = isList
    ? { ranking: unranked(snapshot, matches, candidates), truncated: false }
    : await rank(searcher, { ...request, mode, least }, query, matches, { candidates, population: open });

  const { logits } = ranking;
  const scoreOf = (ordinal: number): number => probability(logits[ordinal] as number);
  const above =
    threshold === 0
      ? ranking.found
      : ranking.found.filter(
          (ordinal) => (logits[ordinal] as number) >= least && scoreOf(ordinal) >= threshold,
        );
  const { recency = 0, duplicates = "collapse", now } = request;
  const age = (ordinal: number): number =>
    ageFactor(snapshot.publishedAt[ordinal] as number, { earliest: now, latest: now }, recency);
  let order = logits;
  if (recency > 0) {
    order = new Float32Array(logits.length);
    for (const ordinal of above) order[ordinal] = scoreOf(ordinal) * age(ordinal);
  }
  const groups = duplicates === "collapse" ? snapshot.duplicateOf : null;
  const shown = groups === null ? above : collapseGroups(above, groups, order);
  const sort = isList && request.sort !== "oldest" ? "newest" : (request.sort ?? "relevance");
  const end = request.offset + request.limit;
  const best =
    sort === "relevance" ? selectBest(shown, order, end) : sortByTime(snapshot, shown, sort).slice(0, end);
  const hits = best.slice(request.offset);
  const members = groups === null ? null : membersOf(snapshot, hits, groups, now, "searchable");
  return {
    hits: hits.map(
      (ordinal): SearchHit => ({
        ordinal,
        score: scoreOf(ordinal),
        passage: ranking.passageOf(ordinal),
        duplicates: (members?.get(groups?.[ordinal] ?? ordinal) ?? []).filter(
          (other) => other !== ordinal && (passes === null || passes(other)),
        ),
        explain: () => ({ ...ranking.explain(ordinal), recency: age(ordinal) }),
      }),
    ),
    total: shown.length,
    facets: countFacets(snapshot, shown, request.facets ?? []),
    mode: ranking.mode,
    semanticRatio:
      ranking.mode === "hybrid"
        ? (request.semanticRatio ?? semanticRatioOf(parameters.search.fusion))
        : Number(ranking.mode === "semantic"),
    threshold,
    words: matches.words,
    truncated,
  };
}

async function rank(
  searcher: Searcher,
  { mode, semanticRatio = null, least }: SearchRequest & { readonly least: number },
  query: KeywordQuery,
  matches: KeywordMatches,
  { candidates, population }: Pick<MeaningOptions, "candidates" | "population">,
): Promise<{ ranking: Ranking; truncated: boolean }> {
  const { snapshot, encoder, passages } = searcher;
  if (mode !== "keyword") {
    const { queryTokens } = snapshot.manifest.settings;
    const { vector, tokens, truncated } = await encoder.encode(query.plain, "query", queryTokens);
    if (tokens > 0) {
      const cosines = passages.cosines(vector);
      const words = mode === "semantic" ? null : matches;
      const placed = placeByMeaning(snapshot, { cosines, words, candidates, population, semanticRatio });
      const { first } = placed;
      // In semantic mode words are no evidence; and what nothing could lift to the threshold is no hit anyway.
      const doubt =
        words !== null && first !== null && first.top + REASSURANCE_MAX >= least
          ? await doubtAbout(searcher, first, { query, matches, vector })
          : NO_DOUBT;
      return { ranking: placed.ranked({ least, doubt }), truncated };
    }
  }
  if (mode !== "semantic") return { ranking: rankByWords(snapshot, matches, candidates), truncated: false };
  return { ranking: { ...rankByWords(snapshot, matches, []), mode }, truncated: false };
}

/** Its probability is 1 to the last digit. */
const LISTED_LOGIT = 40;

/** Without a query nothing is compared: each candidate is what was asked for, with certainty. */
function unranked(snapshot: Snapshot, words: KeywordMatches, candidates: readonly number[]): Ranking {
  const logits = new Float32Array(snapshot.articleCount);
  for (const ordinal of candidates) logits[ordinal] = LISTED_LOGIT;
  const calibration = { first: LISTED_LOGIT, doubt: 0, lacking: [], below: 0, logit: LISTED_LOGIT };
  return {
    ...rankByWords(snapshot, words, []),
    found: candidates,
    logits,
    explain: () => ({
      semantic: null,
      keyword: null,
      fused: 0,
      calibration,
    }),
  };
}

/**
 * A ratio of 0 or 1 is a mode. A query is in a language that the model does not read where an article in such a
 * language has more of its words than any article that the model reads; then meaning would be guessed.
 */
function modeOf(
  { snapshot }: Searcher,
  { mode, semanticRatio }: SearchRequest,
  { coverage }: KeywordMatches,
  candidates: readonly number[],
): SearchMode {
  if (mode !== "hybrid") return mode;
  if (semanticRatio === 0) return "keyword";
  if (semanticRatio === 1) return "semantic";
  const { flags } = snapshot;
  let read = 0;
  let unread = 0;
  for (const ordinal of candidates) {
    const share = coverage[ordinal] as number;
    if (((flags[ordinal] as number) & FLAG.unread) === 0) read = Math.max(read, share);
    else unread = Math.max(unread, share);
  }
  return unread > read ? "keyword" : "hybrid";
}

function requireRequest({ limit, offset, semanticRatio, threshold, recency }: SearchRequest): void {
  if (!(limit >= 1) || !(offset >= 0)) {
    throw new RangeError(`search: limit is ${limit}, offset ${offset}; from 1 and from 0 on are expected`);
  }
  for (const [name, value] of Object.entries({ semanticRatio, threshold, recency })) {
    if (value !== null && value !== undefined && !(value >= 0 && value <= 1)) {
      throw new RangeError(`search: ${name} is ${value}; 0 to 1 is expected`);
    }
  }
}
