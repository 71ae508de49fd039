// GET /v1/articles and /v1/articles/{id}: the archive, or what filters let through of it, newest first, and the stored
// fields of one article.

import { Hono } from "hono";
import { filtersOf } from "../../answers/requested-filters.ts";
import { articleFilter } from "../../engine/filters.ts";
import { findByUrl, idKey } from "../../index/keys.ts";
import type { Snapshot } from "../../index/snapshot/reader.ts";
import { isPublished, visibleArticles } from "../../index/visibility.ts";
import { type AppDeps, type AppEnv, onlyReading, queryOf, searcherFor, stopWatch } from "../context.ts";
import { NO_FIELDS, readUrl } from "../parameters/declared-fields.ts";
import { ARTICLES_PARAMETERS } from "../parameters/parameters.ts";
import { readParameters } from "../parameters/read-parameters.ts";
import { RequestProblem } from "../problem.ts";

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
        estimatedTotalHits: listed.length,
        totalIsExact: true,
        ...elapsed(),
        indexVersion: snapshot.manifest.indexVersion,
      });
    })
    .all("/v1/articles", onlyReading())
    .get("/v1/articles/:id", async (context) => {
      readParameters(queryOf(context), {});
      const { snapshot } = await searcherFor(context, deps);
      return context.json(snapshot.article(publishedArticle(snapshot, context.req.param("id"), deps.now())));
    })
    .all("/v1/articles/:id", onlyReading());
}

/** Ordinal of a published article; one that is not (yet) published is not found, like one that never was. */
export function publishedArticle(snapshot: Snapshot, id: string, now: number): number {
  const ordinal = snapshot.findKey(idKey(id));
  if (ordinal === null || !isPublished(snapshot, ordinal, now)) {
    throw new RequestProblem({ reason: "article_not_found", by: "id", sent: id });
  }
  return ordinal;
}

/** The same by its public URL. */
export function publishedArticleAt(snapshot: Snapshot, url: string, now: number): number {
  const ordinal = findByUrl(snapshot, url);
  if (ordinal === null || !isPublished(snapshot, ordinal, now)) {
    throw new RequestProblem({ reason: "article_not_found", by: "url", sent: url });
  }
  return ordinal;
}
