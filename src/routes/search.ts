// GET /v1/search: hits for a query.

import { Hono } from "hono";
import { type AppDeps, type AppEnv, libraryFor, onlyReading, queryOf, stopWatch } from "./context.ts";
import { SEARCH_PARAMETERS, UNAVAILABLE } from "./parameters.ts";
import { readParameters } from "./read-parameters.ts";
import { requirePrivate } from "./rights.ts";
import { answerSearch } from "./search-answer.ts";

export function searchRoutes(deps: AppDeps): Hono<AppEnv> {
  const path = "/v1/search";
  return new Hono<AppEnv>()
    .get(path, async (context) => {
      const elapsed = stopWatch(deps.clock);
      const question = readParameters(queryOf(context), SEARCH_PARAMETERS, UNAVAILABLE.search);
      if (question.explain) requirePrivate(context, "`explain`");
      const library = await libraryFor(context, deps);
      const answer = await answerSearch(library, question, deps.now());
      const { indexVersion } = library.snapshot.manifest;
      return context.json({ ...answer, ...elapsed(), indexVersion });
    })
    .all(path, onlyReading());
}
