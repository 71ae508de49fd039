// GET /v1/articles and /v1/articles/{id}: the archive, or what filters let through of it, newest first, and the stored
// fields of one article.

import { Hono } from "hono";
import { filtersOf } from "../../answers/requested-filters.ts";
import { articleFilter } from "../../engine/filters.ts";
import { visibleArticles } from "../../index/visibility.ts";
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
      const asked = readUrl(queryOf(context), ARTICLES_PARAMETERS, declared);
      const { limit, offset } = asked;
      const { snapshot } = await searcherFor(context, deps);
      // Ordinals are numbered newest first, so their order is the answer's.
      const visible = visibleArticles(snapshot, "searchable", deps.now());
      const passes = articleFilter(snapshot, filtersOf(asked, snapshot.manifest.settings.timeZone));
      const listed = passes === null ? visible : visible.filter(passes);
      return context.json({
        hits: listed.slice(offset, offset + limit).map((ordinal) => snapshot.article(ordinal)),
        offset,
        limit,
        totalHits: listed.length,
        totalRelation: "eq",
        ...elapsed(),
        indexVersion: snapshot.manifest.indexVersion,
      });
    })
    .all("/v1/articles", onlyReading())
    .get("/v1/articles/:id", async (context) => {
      readParameters(queryOf(context), {});
      const searcher = await searcherFor(context, deps);
      const ordinal = wantedArticle(searcher, { id: context.req.param("id") }, deps.now());
      return context.json(searcher.snapshot.article(ordinal));
    })
    .all("/v1/articles/:id", onlyReading());
}
