// GET and POST /v1/search: hits for a query, or everything the filters let through.

import { type Context, Hono } from "hono";
import { answerSearch, type SearchQuestion } from "../../answers/search-answer.ts";
import { onlyReadingOrPosting } from "../context/accepted-methods.ts";
import { type AppDeps, queryOf, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { requirePrivate } from "../context/require-private.ts";
import { stopWatch } from "../context/stop-watch.ts";
import { onlyJson, readJsonObject } from "../middleware/json-body.ts";
import { NO_FIELDS } from "../parameters/declared-fields.ts";
import { refuseParameters } from "../parameters/read-parameters.ts";
import { readQuestion, readQuestionBody } from "../parameters/search-question.ts";

export function searchRoutes(deps: AppDeps): Hono<AppEnv> {
  const path = "/v1/search";
  const { declared = NO_FIELDS } = deps;
  const answer = async (context: Context<AppEnv>, question: SearchQuestion, elapsed: Elapsed) => {
    if (question.explain) requirePrivate(context, "`explain`");
    const searcher = await searcherFor(context, deps);
    const found = await answerSearch(searcher, question, deps.now(), (cause) => {
      context.set("isDegraded", true);
      deps.log({ requestId: context.get("requestId"), code: "encoder_unavailable", cause });
    });
    const { version: indexVersion } = searcher;
    return context.json({ ...found, ...elapsed(), indexVersion });
  };
  return new Hono<AppEnv>()
    .get(path, async (context) => {
      const elapsed = stopWatch(deps.clock);
      return answer(context, readQuestion(queryOf(context), declared), elapsed);
    })
    .post(path, onlyJson, async (context) => {
      const elapsed = stopWatch(deps.clock);
      refuseParameters(queryOf(context));
      const question = readQuestionBody(await readJsonObject(context), declared);
      context.set("query", question.q);
      return answer(context, question, elapsed);
    })
    .all(path, onlyReadingOrPosting());
}

type Elapsed = ReturnType<typeof stopWatch>;
