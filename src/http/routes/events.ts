// POST /v1/events: validates clicks and empty searches and passes them to the sinks. Only registered if events are
// enabled.

import { Hono } from "hono";
import type { ReaderEvent } from "../../service/reader-event.ts";
import { onlyPosting } from "../context/accepted-methods.ts";
import { type AppDeps, queryOf } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { onlyBodies, readJsonObject } from "../middleware/json-body.ts";
import { EVENT_FIELDS } from "../parameters/parameters.ts";
import { readFields, refuseParameters, type Values } from "../parameters/read-parameters.ts";
import { RequestProblem } from "../problems/problem.ts";

/** An event is a query and two ids, though a beacon could be 64 KiB. */
export const EVENT_MAX_BYTES = 8 * 1024;

export function eventRoutes(deps: AppDeps): Hono<AppEnv> {
  // A beacon can send text without a preflight; it can't set headers.
  const onlyEvents = onlyBodies({
    mediaTypes: ["application/json", "text/plain"],
    maxBytes: EVENT_MAX_BYTES,
  });
  return new Hono<AppEnv>()
    .post("/v1/events", onlyEvents, async (context) => {
      refuseParameters(queryOf(context));
      const event = eventOf(readFields(await readJsonObject(context), EVENT_FIELDS));
      for (const sink of deps.eventSinks) {
        try {
          sink.record(event, deps.indexVersion);
        } catch (cause) {
          deps.log({ requestId: context.get("requestId"), code: "event_sink", cause });
        }
      }
      return context.body(null, 204);
    })
    .all("/v1/events", onlyPosting());
}

function eventOf(fields: Values<typeof EVENT_FIELDS>): ReaderEvent {
  const { type, query, articleId, position, fromArticleId } = fields;
  if (type === "no_results") {
    for (const [name, value] of Object.entries({ articleId, position, fromArticleId })) {
      if (value !== null) throw new RequestProblem({ reason: "misplaced_field", name, type });
    }
    if (query === null) throw missing("query", "what was searched for");
    return { type, query };
  }
  if (articleId === null) throw missing("articleId", "the id of the article that was clicked");
  if (query !== null && fromArticleId !== null) {
    throw new RequestProblem({ reason: "conflicting_parameters", name: "fromArticleId", other: "query" });
  }
  return { type, articleId, position, query, fromArticleId };
}

function missing(name: string, accepted: string): RequestProblem {
  return new RequestProblem({ reason: "missing_parameter", name, accepted });
}
