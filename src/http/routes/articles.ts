// GET /v1/articles and /v1/articles/{id}: the archive, or what passes the filters, newest first; and the stored fields of
// one article.

import { Hono } from "hono";
import { answerArticles } from "../../answers/articles-answer.ts";
import { onlyReading } from "../context/accepted-methods.ts";
import { type AppDeps, queryOf, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { stopWatch } from "../context/stop-watch.ts";
import { NO_FIELDS, readUrl } from "../parameters/declared-fields.ts";
import { ARTICLES_PARAMETERS } from "../parameters/parameters.ts";
import { readParameters } from "../parameters/read-parameters.ts";
import { wantedArticle } from "../parameters/wanted-article.ts";

export function articleRoutes(deps: AppDeps): Hono<AppEnv> {
  const { declared = NO_FIELDS } = deps;
  return new Hono<AppEnv>()
    .get("/v1/articles", async (context) => {
      const elapsed = stopWatch(deps.clock);
      const question = readUrl(queryOf(context), ARTICLES_PARAMETERS, declared);
      const searcher = await searcherFor(context, deps);
      const answer = await answerArticles(searcher, question, deps.now());
      return context.json({ ...answer, ...elapsed(), indexVersion: searcher.version });
    })
    .all("/v1/articles", onlyReading())
    .get("/v1/articles/:id", async (context) => {
      readParameters(queryOf(context), {});
      const searcher = await searcherFor(context, deps);
      return context.json(await wantedArticle(searcher, { id: context.req.param("id") }, deps.now()));
    })
    .all("/v1/articles/:id", onlyReading());
}
