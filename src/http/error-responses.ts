// The responses for everything that goes wrong: JSON for programs, an empty body for includes of related articles. Readers
// get a sentence for readers; what an operator needs to know goes to the log and to /healthz.

import type { Context, Hono } from "hono";
import type { AppDeps } from "./context/app-deps.ts";
import type { AppEnv } from "./context/app-env.ts";
import {
  type ErrorAnswer,
  errorAnswer,
  helpFor,
  needsOperator,
  type Problem,
  RequestProblem,
} from "./problems/problem.ts";
import { problemOf } from "./problems/problem-of.ts";
import { asksForFragment, FRAGMENT_TYPE } from "./routes/related-html.ts";

export function withErrorResponses(app: Hono<AppEnv>, deps: AppDeps): Hono<AppEnv> {
  app.notFound((context) => {
    const nothingThere = new RequestProblem({ reason: "route_not_found", path: context.req.path });
    return respond(nothingThere, context, deps);
  });
  app.onError((error, context) => respond(error, context, deps));
  return app;
}

function respond(thrown: Error, context: Context<AppEnv>, deps: AppDeps): Response {
  const { unavailable } = context.env;
  const isLost = unavailable !== undefined && problemOf(thrown).reason === "route_not_found";
  // Without an archive the base path is unknown, so any path might be a route.
  const error = isLost ? unavailable : thrown;
  const problem = problemOf(error);
  if (needsOperator(problem)) {
    deps.log({ requestId: context.get("requestId"), code: problem.reason, cause: error });
  }
  const answer = errorAnswer(isHealthCheck(context) ? withDetail(problem, error) : problem);
  return asksForFragment(context.req) ? emptyFragment(answer, context) : jsonError(answer, context, deps);
}

/** Under whatever base path. */
function isHealthCheck({ req }: Context<AppEnv>): boolean {
  return /\/healthz\/?$/.test(req.path);
}

function withDetail(problem: Problem, error: Error): Problem {
  if (problem.reason !== "index_unavailable") return problem;
  return { ...problem, detail: error.message };
}

function jsonError(
  { status, code, type, message, headers }: ErrorAnswer,
  context: Context<AppEnv>,
  deps: AppDeps,
): Response {
  const id = context.get("requestId");
  context.set("problem", code);
  // Without an archive the base path of the reference is unknown.
  const link = deps.indexVersion === null ? null : helpFor(code, deps.basePath);
  return Response.json(
    { message, code, type, link, requestId: id },
    { status, headers: { ...headers, "X-Request-Id": id } },
  );
}

/** A page that includes related articles shows nothing if there is an error. */
function emptyFragment({ status, code, headers }: ErrorAnswer, context: Context<AppEnv>): Response {
  context.set("problem", code);
  return new Response("", {
    status,
    headers: { ...headers, "Content-Type": FRAGMENT_TYPE, "X-Request-Id": context.get("requestId") },
  });
}
