// Suggestions for what a reader is typing: phrases and titles of the archive.

import type { SuggestAnswer } from "../api-types.ts";
import { suggest } from "../engine/suggest.ts";
import type { Searcher } from "../index/searcher.ts";

/** `now` is in milliseconds since 1970. */
export async function answerSuggest(
  searcher: Searcher,
  { q, limit }: { readonly q: string; readonly limit: number },
  now: number,
): Promise<SuggestAnswer> {
  return { suggestions: await suggest(searcher, { query: q, limit, now }), query: q, limit };
}
