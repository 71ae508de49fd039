// Lists the archive's articles, or those that pass the filters, newest first.

import type { ArticlesAnswer } from "../api-types.ts";
import { search } from "../engine/search.ts";
import type { Searcher } from "../index/searcher.ts";
import { filtersOf, type RequestedFilters } from "./requested-filters.ts";

export interface ArticlesQuestion extends RequestedFilters {
  readonly limit: number;
  readonly offset: number;
}

/** A search without a query, which lists all articles, newest first. */
const EVERY_ARTICLE = { query: "", mode: "keyword", duplicates: "include" } as const;

/** `now` is in milliseconds since 1970. */
export async function answerArticles(
  searcher: Searcher,
  question: ArticlesQuestion,
  now: number,
): Promise<ArticlesAnswer> {
  const { limit, offset } = question;
  const [{ settings }] = searcher.segments;
  const filters = filtersOf(question, settings.timeZone);
  const { hits, total } = await search(searcher, { ...EVERY_ARTICLE, filters, limit, offset, now });
  return { hits: hits.map(({ article }) => article), offset, limit, totalHits: total, totalRelation: "eq" };
}
