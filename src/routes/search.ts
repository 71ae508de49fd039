// GET /v1/search: hits for a query.

import { Hono } from "hono";
import { search } from "../search/search.ts";
import { type AppDeps, type AppEnv, libraryFor, onlyReading, queryOf, stopWatch } from "./context.ts";
import { readParameters, SEARCH_PARAMETERS, UNAVAILABLE } from "./parameters.ts";
import { presentHits } from "./present.ts";

export function searchRoutes(deps: AppDeps): Hono<AppEnv> {
  const path = "/v1/search";
  return new Hono<AppEnv>()
    .get(path, async (context) => {
      const elapsed = stopWatch(deps.clock);
      const { q, mode, limit, offset, threshold } = readParameters(
        queryOf(context),
        SEARCH_PARAMETERS,
        UNAVAILABLE.search,
      );
      const library = await libraryFor(context, deps);
      const { snapshot } = library;
      const request = { query: q, mode, limit, offset, threshold, now: deps.now() };
      const result = await search(library, request);
      return context.json({
        hits: await presentHits(snapshot, result.hits, q),
        query: q,
        mode: result.mode,
        semanticRatio: result.semanticRatio,
        threshold: result.threshold,
        offset,
        limit,
        estimatedTotalHits: result.total,
        totalIsExact: true,
        ...(result.truncated ? { truncated: true } : {}),
        ...elapsed(),
        indexVersion: snapshot.manifest.indexVersion,
      });
    })
    .all(path, onlyReading());
}
