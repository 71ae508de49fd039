// Refusals for the methods a path doesn't accept, with the accepted ones in `Allow`. Register one after the path's routes.

import type { Handler } from "hono";
import { RequestProblem } from "../problems/problem.ts";
import type { AppEnv } from "./app-env.ts";

const READ_METHODS = ["GET", "HEAD"];

export function onlyReading(): Handler<AppEnv> {
  return refuseBut(READ_METHODS);
}

export function onlyReadingOrPosting(): Handler<AppEnv> {
  return refuseBut([...READ_METHODS, "POST"]);
}

export function onlyPosting(): Handler<AppEnv> {
  return refuseBut(["POST"]);
}

function refuseBut(allowed: readonly string[]): Handler<AppEnv> {
  return (context) => {
    throw new RequestProblem({ reason: "method_not_allowed", method: context.req.method, allowed });
  };
}
