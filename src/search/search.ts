// Search over a snapshot: cosine of the best passage and BM25 of the whole article, brought to standard scores
// and added. Fitted weights, calibration and "nothing relevant" are not here yet.

import { parseKeywordQuery } from "../lexical/keyword-query.ts";
import { searchKeywords } from "../lexical/keyword-search.ts";
import type { Library } from "./library.ts";
import { byScore, scoreOf, standardise } from "./standard-score.ts";
import { visibleArticles } from "./visibility.ts";

export const SEARCH_MODES = ["hybrid", "semantic", "keyword"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** Share of BM25's standard score beside the cosine's; the best fixed one over thirteen public test sets. */
export const KEYWORD_WEIGHT = 0.5;

export interface SearchRequest {
  /** Trimmed, not empty. */
  readonly query: string;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly offset: number;
  /** Hits below this score (0..1) are left out; 0 keeps all. */
  readonly threshold: number;
  /** Milliseconds since 1970; articles dated later are not seen. */
  readonly now: number;
}

export interface RankedArticle {
  readonly ordinal: number;
  /** 0..1, falling along the list. */
  readonly score: number;
  /** Number of the article's passage that is shown, or null where the article has none. */
  readonly passage: number | null;
}

export interface SearchResult {
  readonly hits: readonly RankedArticle[];
  readonly total: number;
  /** True where the query was longer than the encoder reads. */
  readonly truncated: boolean;
}

/**
 * Ranks the visible articles for one query. The encoder is not called in keyword mode. A query without any word
 * (only invisible characters, say) has no direction: nothing is near it, and only keywords can find anything.
 */
export async function search(library: Library, request: SearchRequest): Promise<SearchResult> {
  const { snapshot } = library;
  const query = parseKeywordQuery(request.query, snapshot.manifest.languages);
  const { scores: keywordScores, barred } = searchKeywords(snapshot.postings, query);
  const candidates = visibleArticles(snapshot, "searchable", request.now).filter(
    (ordinal) => barred?.[ordinal] !== 1,
  );
  const keyword = request.mode === "semantic" ? null : keywordScores;
  const semantic = request.mode === "keyword" ? null : await semanticScores(library, query.plain);

  const scores = new Float32Array(snapshot.articleCount);
  if (semantic !== null) add(scores, standardise(semantic.scores, candidates), 1);
  if (keyword !== null) add(scores, standardise(keyword, candidates), semantic === null ? 1 : KEYWORD_WEIGHT);

  const retrieved =
    semantic === null ? candidates.filter((ordinal) => (keyword?.[ordinal] ?? 0) > 0) : candidates;
  const ranked = byScore(retrieved, scores).filter(
    (ordinal) => scoreOf(scores[ordinal] ?? 0) >= request.threshold,
  );
  return {
    hits: ranked.slice(request.offset, request.offset + request.limit).map((ordinal) => ({
      ordinal,
      score: scoreOf(scores[ordinal] ?? 0),
      passage: semantic?.bestPassage[ordinal] ?? null,
    })),
    total: ranked.length,
    truncated: semantic?.truncated ?? false,
  };
}

/** Cosine of each article's best passage; null where the query has no word that could be encoded. */
async function semanticScores({ snapshot, encoder, passages }: Library, query: string) {
  const { queryTokens } = snapshot.manifest.settings;
  const { vector, tokens, truncated } = await encoder.encode(query, "query", queryTokens);
  if (tokens === 0) return null;
  const passageScores = passages.cosines(vector);
  const scores = new Float32Array(snapshot.articleCount).fill(-1);
  const bestPassage: (number | null)[] = [];
  for (let ordinal = 0; ordinal < snapshot.articleCount; ordinal++) {
    const [first = 0, end = 0] = snapshot.firstPassage.subarray(ordinal, ordinal + 2);
    bestPassage[ordinal] = first < end ? first : null;
    for (let passage = first; passage < end; passage++) {
      if ((passageScores[passage] ?? -1) <= (scores[ordinal] ?? -1)) continue;
      scores[ordinal] = passageScores[passage] ?? -1;
      bestPassage[ordinal] = passage;
    }
  }
  return { scores, bestPassage, truncated };
}

function add(into: Float32Array, scores: Float32Array, weight: number): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + weight * (scores[i] ?? 0);
}
