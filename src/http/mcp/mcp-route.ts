// POST /mcp: the archive's tools for language models, by the Model Context Protocol over streamable HTTP, without
// sessions. Problems with the HTTP request itself get the same responses as on every other path.

import { Hono } from "hono";
import { onlyPosting } from "../context/accepted-methods.ts";
import { type AppDeps, queryOf, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { onlyJson, readJsonObject } from "../middleware/json-body.ts";
import { NO_FIELDS } from "../parameters/declared-fields.ts";
import { refuseParameters } from "../parameters/read-parameters.ts";

export function mcpRoutes(deps: AppDeps): Hono<AppEnv> {
  const path = "/mcp";
  return new Hono<AppEnv>()
    .post(path, onlyJson, async (context) => {
      refuseParameters(queryOf(context));
      // One message per request: a list would be many requests that count as one.
      const message = await readJsonObject(context);
      // Setting up the protocol's schemas takes a while, and readers who search shouldn't wait for it.
      const { answerMessage } = await import("./mcp-server.ts");
      const answer = await answerMessage(context.req.raw, message, {
        declared: deps.declared ?? NO_FIELDS,
        searcher: () => searcherFor(context, deps),
        now: deps.now,
        log: (code, cause) => deps.log({ requestId: context.get("requestId"), code, cause }),
      });
      // Adds the headers that every response has.
      return context.newResponse(answer.body, answer);
    })
    .all(path, onlyPosting());
}
