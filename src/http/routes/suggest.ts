// GET /v1/suggest: suggestions for what a reader is typing.

import { Hono } from "hono";
import { answerSuggest } from "../../answers/suggest-answer.ts";
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
      const question = readParameters(queryOf(context), SUGGEST_PARAMETERS);
      const searcher = await searcherFor(context, deps);
      const answer = await answerSuggest(searcher, question, deps.now());
      return context.json({ ...answer, ...elapsed(), indexVersion: searcher.version });
    })
    .all(path, onlyReading());
}
