// GET /v1/suggest: how the archive would complete what a reader is typing.

import { Hono } from "hono";
import { suggest } from "../../engine/suggest.ts";
import { onlyReading } from "../context/accepted-methods.ts";
import { type AppDeps, queryOf, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { stopWatch } from "../context/stop-watch.ts";
import { SUGGEST_PARAMETERS } from "../parameters/parameters.ts";
import { readParameters } from "../parameters/read-parameters.ts";

export function suggestRoutes(deps: AppDeps): Hono<AppEnv> {
  const path = "/v1/suggest";
  return new Hono<AppEnv>()
    .get(path, async (context) => {
      const elapsed = stopWatch(deps.clock);
      const { q, limit } = readParameters(queryOf(context), SUGGEST_PARAMETERS);
      const searcher = await searcherFor(context, deps);
      const suggestions = await suggest(searcher, { query: q, limit, now: deps.now() });
      const { version: indexVersion } = searcher;
      return context.json({ suggestions, query: q, limit, ...elapsed(), indexVersion });
    })
    .all(path, onlyReading());
}
