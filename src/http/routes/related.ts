// /v1/articles/{id}/related and /v1/related: articles related to one in the index, by its id or URL, to several, or to
// a draft; as JSON or as a fragment of HTML.

import { type Context, Hono } from "hono";
import { answerRelated } from "../../answers/related-answer.ts";
import type { RelatedAnswer } from "../../api-types.ts";
import type { Searcher } from "../../index/searcher.ts";
import { onlyReading, onlyReadingOrPosting } from "../context/accepted-methods.ts";
import { type AppDeps, queryOf, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { requirePrivate } from "../context/require-private.ts";
import { stopWatch } from "../context/stop-watch.ts";
import { onlyJson, readJsonObject } from "../middleware/json-body.ts";
import { NO_FIELDS, readBody, readUrl } from "../parameters/declared-fields.ts";
import { RELATED_BODY, RELATED_BY_URL_PARAMETERS, RELATED_PARAMETERS } from "../parameters/parameters.ts";
import { refuseParameters } from "../parameters/read-parameters.ts";
import { requestedSubject, subjectOf } from "../parameters/related-request-subject.ts";
import { wantedArticle } from "../parameters/wanted-article.ts";
import { relatedFragment } from "./related-html.ts";

export function relatedRoutes(deps: AppDeps): Hono<AppEnv> {
  const { declared = NO_FIELDS } = deps;
  return new Hono<AppEnv>()
    .get("/v1/articles/:id/related", async (context) => {
      const elapsed = stopWatch(deps.clock);
      const asked = readUrl(queryOf(context), RELATED_PARAMETERS, declared);
      if (asked.explain) requirePrivate(context, "`explain`");
      const searcher = await searcherFor(context, deps);
      const now = deps.now();
      const id = context.req.param("id");
      await wantedArticle(searcher, { id }, now);
      const subject = { kind: "articles", ids: [id] } as const;
      const answer = await answerRelated({ searcher, subject, now }, asked);
      return respond(context, searcher, asked.format, answer, { id }, elapsed);
    })
    .all("/v1/articles/:id/related", onlyReading())
    .get("/v1/related", async (context) => {
      const elapsed = stopWatch(deps.clock);
      const asked = readUrl(queryOf(context), RELATED_BY_URL_PARAMETERS, declared);
      const { url, ...options } = asked;
      if (options.explain) requirePrivate(context, "`explain`");
      const searcher = await searcherFor(context, deps);
      const now = deps.now();
      const { id } = await wantedArticle(searcher, { url }, now);
      const subject = { kind: "articles", ids: [id] } as const;
      const answer = await answerRelated({ searcher, subject, now }, options);
      return respond(context, searcher, asked.format, answer, { id }, elapsed);
    })
    .post("/v1/related", onlyJson, async (context) => {
      const elapsed = stopWatch(deps.clock);
      refuseParameters(queryOf(context));
      const asked = readBody(await readJsonObject(context), RELATED_BODY, declared);
      const { draft, ids, ...options } = asked;
      const requested = requestedSubject({ draft, ids });
      if (requested.kind === "draft") requirePrivate(context, "a draft");
      if (options.explain) requirePrivate(context, "`explain`");
      const searcher = await searcherFor(context, deps);
      const now = deps.now();
      const subject = await subjectOf(searcher, requested, now);
      const answer = await answerRelated({ searcher, subject, now }, options);
      const about = requested.kind === "articles" ? { ids: requested.ids } : {};
      return respond(context, searcher, asked.format, answer, about, elapsed);
    })
    .all("/v1/related", onlyReadingOrPosting());
}

function respond(
  context: Context<AppEnv>,
  { segments: [{ settings }], version: indexVersion }: Searcher,
  format: "json" | "html",
  answer: RelatedAnswer,
  about: { readonly id: string } | { readonly ids?: readonly string[] },
  elapsed: ReturnType<typeof stopWatch>,
): Response {
  if (format === "html") return context.html(relatedFragment(answer, settings));
  return context.json({ ...answer, ...about, ...elapsed(), indexVersion });
}
