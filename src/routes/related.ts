// GET /v1/articles/{id}/related and /v1/related?url=: related articles of one in the index.

import { Hono } from "hono";
import { findByUrl } from "../search/keys.ts";
import type { Library } from "../search/library.ts";
import { related } from "../search/related.ts";
import { isPublished } from "../search/visibility.ts";
import { publishedArticle } from "./articles.ts";
import { type AppDeps, type AppEnv, libraryFor, onlyReading, queryOf, stopWatch } from "./context.ts";
import { RELATED_BY_URL_PARAMETERS, RELATED_PARAMETERS, readParameters, UNAVAILABLE } from "./parameters.ts";
import { presentHits } from "./present.ts";
import { RequestProblem } from "./problem.ts";

export function relatedRoutes(deps: AppDeps): Hono<AppEnv> {
  const answer = async (library: Library, ordinal: number, options: { limit: number; threshold: number }) => {
    const elapsed = stopWatch(deps.clock);
    const { snapshot } = library;
    const { limit, threshold } = options;
    const result = related(library, { ordinal, limit, threshold, now: deps.now() });
    return {
      hits: await presentHits(snapshot, result.hits, null),
      id: snapshot.article(ordinal).id,
      threshold,
      limit,
      estimatedTotalHits: result.total,
      totalIsExact: true,
      ...elapsed(),
      indexVersion: snapshot.manifest.indexVersion,
    };
  };
  return new Hono<AppEnv>()
    .get("/v1/articles/:id/related", async (context) => {
      const options = readParameters(queryOf(context), RELATED_PARAMETERS, UNAVAILABLE.related);
      const library = await libraryFor(context, deps);
      const ordinal = publishedArticle(library.snapshot, context.req.param("id"), deps.now());
      return context.json(await answer(library, ordinal, options));
    })
    .all("/v1/articles/:id/related", onlyReading())
    .get("/v1/related", async (context) => {
      const options = readParameters(queryOf(context), RELATED_BY_URL_PARAMETERS, UNAVAILABLE.related);
      const library = await libraryFor(context, deps);
      const { snapshot } = library;
      const ordinal = findByUrl(snapshot, options.url);
      if (ordinal === null || !isPublished(snapshot, ordinal, deps.now())) {
        throw new RequestProblem({ reason: "article_not_found", by: "url", sent: options.url });
      }
      return context.json(await answer(library, ordinal, options));
    })
    .all("/v1/related", onlyReading());
}
