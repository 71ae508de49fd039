// What a request may do, by the key it came with: told by the middleware that looks at keys, asked by the routes.

import type { Context } from "hono";
import type { AppEnv } from "./context.ts";
import { RequestProblem } from "./problem.ts";

export interface Rights {
  /** The kind of key that was sent and is accepted; `none` too where none is configured. */
  readonly key: "public" | "private" | "none";
  /** Drafts, `explain` and the operator's page. */
  readonly isPrivate: boolean;
}

/** Where no key is configured. */
export const EVERY_RIGHT: Rights = { key: "none", isPrivate: true };

/** Throws the 403 where a public key was sent and `what` ("a draft", say) needs a private one. */
export function requirePrivate(context: Context<AppEnv>, what: string): void {
  if (context.get("rights")?.isPrivate !== true) throw new RequestProblem({ reason: "forbidden", what });
}
