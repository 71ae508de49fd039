// POST /mcp: the archive's tools for language models, by the Model Context Protocol over streamable HTTP without
// sessions. What is wrong with the HTTP request itself is answered as on every other path.

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
      // One message a request: a list of them would be many requests that count as one.
      const message = await readJsonObject(context);
      // The protocol's schemas take a while to set up, which readers who search need not wait for.
      const { answerMessage } = await import("./mcp-server.ts");
      const answer = await answerMessage(context.req.raw, message, {
        declared: deps.declared ?? NO_FIELDS,
        searcher: () => searcherFor(context, deps),
        now: deps.now,
        log: (code, cause) => deps.log({ requestId: context.get("requestId"), code, cause }),
      });
      // With the headers that every answer has.
      return context.newResponse(answer.body, answer);
    })
    .all(path, onlyPosting());
}
