// The check for routes, or options of a route, that need a private key.

import type { Context } from "hono";
import { RequestProblem } from "../problems/problem.ts";
import type { AppEnv } from "./app-env.ts";

/** Throws the 403 if only a public key was sent and `what` ("a draft", say) needs a private one. */
export function requirePrivate(context: Context<AppEnv>, what: string): void {
  if (context.get("rights")?.isPrivate !== true) throw new RequestProblem({ reason: "forbidden", what });
}
