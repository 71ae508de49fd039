// Search: interprets the request, matches and ranks the articles of every segment, and collects one list of hits. Pure:
// no HTTP and no article texts, only the searcher and the request.

import type { Searcher } from "../index/searcher.ts";
import { minLogit } from "./answer-score.ts";
import { collect } from "./collect.ts";
import { semanticRatioOf } from "./fusion.ts";
import { mergedWords } from "./merged-words.ts";
import { listSegment, rankSegment } from "./rank.ts";
import type { SearchMode, SearchRequest, SearchResult } from "./search-request.ts";
import { type Understood, understand } from "./understand.ts";

/**
 * Answers one request. The encoder is not called in keyword mode. A query in which the encoder finds nothing to read
 * (only invisible characters, say) has no direction, so nothing is near it and only keywords can find anything.
 */
export async function search(searcher: Searcher, request: SearchRequest): Promise<SearchResult> {
  requireRequest(request);
  const [{ ranking: parameters }] = searcher.segments;
  const threshold = request.threshold ?? parameters.search.threshold;
  const min = threshold === 0 ? Number.NEGATIVE_INFINITY : minLogit(threshold);
  const understood = await understand(searcher, request);
  const { mode, encoded, truncated } = await encodeQuery(searcher, understood);
  const { semanticRatio = null } = request;
  const ranked = await Promise.all(
    understood.segments.map(async (segment) => ({
      segment,
      ranking: understood.isList
        ? listSegment(segment)
        : await rankSegment(segment, { mode, encoded, semanticRatio, min, encoder: searcher.encoder }),
    })),
  );
  const collected = await collect(ranked, request, { threshold, min, isList: understood.isList });
  return {
    ...collected,
    mode,
    semanticRatio:
      mode === "hybrid"
        ? (semanticRatio ?? semanticRatioOf(parameters.search.fusion))
        : Number(mode === "semantic"),
    threshold,
    words: mergedWords(understood.segments.map(({ words }) => words.words)),
    truncated,
  };
}

/** The query's vector, if the mode needs one. If the encoder knows no word, hybrid search becomes keyword search. */
async function encodeQuery({ encoder, segments: [{ settings }] }: Searcher, { query, mode }: Understood) {
  if (mode === "keyword") return { mode, encoded: null, truncated: false };
  const { vector, tokens, truncated } = await encoder.encode(query.plain, "query", settings.queryTokens);
  if (tokens > 0) return { mode, encoded: { query, vector }, truncated };
  const left: SearchMode = mode === "hybrid" ? "keyword" : mode;
  return { mode: left, encoded: null, truncated: false };
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
