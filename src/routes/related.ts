// /v1/articles/{id}/related and /v1/related: related articles of one in the index by its id or its URL, of several, or
// of a draft that is not in it.

import { Hono } from "hono";
import { findByUrl } from "../search/keys.ts";
import { isPublished } from "../search/visibility.ts";
import { publishedArticle } from "./articles.ts";
import {
  type AppDeps,
  type AppEnv,
  libraryFor,
  onlyReading,
  onlyReadingOrPosting,
  queryOf,
  stopWatch,
} from "./context.ts";
import { onlyJson, readJsonObject } from "./json-body.ts";
import { RELATED_BODY, RELATED_BY_URL_PARAMETERS, RELATED_PARAMETERS, UNAVAILABLE } from "./parameters.ts";
import { RequestProblem } from "./problem.ts";
import { readFields, readParameters, refuseParameters } from "./read-parameters.ts";
import { answerRelated } from "./related-answer.ts";
import { soughtBy, subjectOf } from "./related-subject.ts";
import { requirePrivate } from "./rights.ts";

export function relatedRoutes(deps: AppDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get("/v1/articles/:id/related", async (context) => {
      const elapsed = stopWatch(deps.clock);
      const options = readParameters(queryOf(context), RELATED_PARAMETERS, UNAVAILABLE.related);
      if (options.explain) requirePrivate(context, "`explain`");
      const library = await libraryFor(context, deps);
      const now = deps.now();
      const id = context.req.param("id");
      const subject = { kind: "articles", ordinals: [publishedArticle(library.snapshot, id, now)] } as const;
      const answer = await answerRelated({ library, subject, now }, options);
      return context.json({
        ...answer,
        id,
        ...elapsed(),
        indexVersion: library.snapshot.manifest.indexVersion,
      });
    })
    .all("/v1/articles/:id/related", onlyReading())
    .get("/v1/related", async (context) => {
      const elapsed = stopWatch(deps.clock);
      const asked = readParameters(queryOf(context), RELATED_BY_URL_PARAMETERS, UNAVAILABLE.related);
      const { url, ...options } = asked;
      if (options.explain) requirePrivate(context, "`explain`");
      const library = await libraryFor(context, deps);
      const { snapshot } = library;
      const now = deps.now();
      const ordinal = findByUrl(snapshot, url);
      if (ordinal === null || !isPublished(snapshot, ordinal, now)) {
        throw new RequestProblem({ reason: "article_not_found", by: "url", sent: url });
      }
      const subject = { kind: "articles", ordinals: [ordinal] } as const;
      const answer = await answerRelated({ library, subject, now }, options);
      const { id } = snapshot.article(ordinal);
      return context.json({
        ...answer,
        id,
        ...elapsed(),
        indexVersion: library.snapshot.manifest.indexVersion,
      });
    })
    .post("/v1/related", onlyJson, async (context) => {
      const elapsed = stopWatch(deps.clock);
      refuseParameters(queryOf(context), UNAVAILABLE.related);
      const { text, title, lang, publishedAt, ids, ...options } = readFields(
        await readJsonObject(context),
        RELATED_BODY,
        UNAVAILABLE.relatedBody,
      );
      const sought = soughtBy({ text, title, lang, publishedAt, ids });
      if (sought.kind === "draft") requirePrivate(context, "a draft");
      if (options.explain) requirePrivate(context, "`explain`");
      const library = await libraryFor(context, deps);
      const now = deps.now();
      const subject = await subjectOf(library, sought, now);
      const answer = await answerRelated({ library, subject, now }, options);
      const about = sought.kind === "articles" ? { ids: sought.ids } : {};
      return context.json({
        ...answer,
        ...about,
        ...elapsed(),
        indexVersion: library.snapshot.manifest.indexVersion,
      });
    })
    .all("/v1/related", onlyReadingOrPosting());
}
