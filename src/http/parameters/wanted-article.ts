// The article a request names by id or URL, or the 404.

import { findArticle, type WantedArticle } from "../../answers/find-article.ts";
import type { Searcher } from "../../index/searcher.ts";
import { RequestProblem } from "../problems/problem.ts";

/** Its ordinal. `now` is in milliseconds since 1970. */
export function wantedArticle({ snapshot }: Searcher, wanted: WantedArticle, now: number): number {
  const ordinal = findArticle(snapshot, wanted, now);
  if (ordinal !== null) return ordinal;
  const [by, sent] = "id" in wanted ? (["id", wanted.id] as const) : (["url", wanted.url] as const);
  throw new RequestProblem({ reason: "article_not_found", by, sent });
}
