// The article a request names by id or URL, or the 404.

import { findArticle, type WantedArticle } from "../../answers/find-article.ts";
import type { Searcher } from "../../index/searcher.ts";
import type { StoredArticle } from "../../index/stored-article.ts";
import { RequestProblem } from "../problems/problem.ts";

/** Its stored fields. `now` is in milliseconds since 1970. */
export async function wantedArticle(
  searcher: Searcher,
  wanted: WantedArticle,
  now: number,
): Promise<StoredArticle> {
  const article = await findArticle(searcher, wanted, now);
  if (article !== null) return article;
  const [by, sent] = "id" in wanted ? (["id", wanted.id] as const) : (["url", wanted.url] as const);
  throw new RequestProblem({ reason: "article_not_found", by, sent });
}
