// Reads a request's key, and rejects requests that need one and have none. What a public key may do within a route is
// up to the route (src/http/context/require-private.ts).

import type { Context, MiddlewareHandler } from "hono";
import type { KeyRing } from "../../service/key-ring.ts";
import type { AppEnv } from "../context/app-env.ts";
import { requirePrivate } from "../context/require-private.ts";
import { EVERY_RIGHT } from "../context/rights.ts";
import { RequestProblem } from "../problems/problem.ts";

/** Paths, under the base path, that need a key if any is configured. */
export const GUARDED_PATHS = ["/v1/*", "/mcp/*", "/studio/*"];
/** The ones among them that need a private key. */
export const PRIVATE_PATHS = ["/studio/*"];

/** Sets `rights`, and `caller` for a private key. Rejects nothing: wrong keys count against the rate limit first. */
export function readKey(keys: KeyRing): MiddlewareHandler<AppEnv> {
  return async function readKeyOfRequest(context, next) {
    if (keys.isEmpty) {
      context.set("rights", EVERY_RIGHT);
      return next();
    }
    const sent = sentKey(context);
    const known = sent === null ? null : await keys.find(sent);
    if (known !== null) {
      context.set("rights", { key: known.kind, isPrivate: known.kind === "private" || !keys.hasPrivate });
      // A public key is in every reader's page, so it doesn't identify the caller.
      if (known.kind === "private") context.set("caller", `key:${known.fingerprint}`);
    }
    return next();
  };
}

/** Throws the 401 if `readKey` found no valid key. */
export const requireKey: MiddlewareHandler<AppEnv> = async (context, next) => {
  if (context.get("rights") === undefined) {
    throw new RequestProblem({
      reason: "unauthorized",
      sent: sentKey(context) === null ? "no key" : "another key",
    });
  }
  await next();
};

export const requirePrivateKey: MiddlewareHandler<AppEnv> = async (context, next) => {
  requirePrivate(context, "this page");
  await next();
};

/** The key in the header, else in the URL; null if there is none. */
function sentKey(context: Context<AppEnv>): string | null {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(context.req.header("Authorization") ?? "") ?? [];
  if (bearer !== undefined) return bearer;
  const inUrl = new URL(context.req.url).searchParams.getAll("key");
  const [only = ""] = inUrl;
  if (inUrl.length > 1) {
    throw new RequestProblem({ reason: "repeated_parameter", name: "key", times: inUrl.length });
  }
  return only === "" ? null : only;
}
