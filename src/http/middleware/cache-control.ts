// How long browsers, and caches in front of the function, may reuse a response. Responses that don't say so, and
// errors, are not cached at all.

import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context/app-env.ts";

/** A response counts as fresh for this long. */
export const FRESH_SECONDS = 60;
/** After that it may be shown once more while a new one is fetched. */
export const STALE_WHILE_REVALIDATE_SECONDS = 600;
/** And for this long if the function fails. */
export const STALE_IF_ERROR_SECONDS = 3600;

/**
 * `secondsLeft` is the time until the response changes by itself, or Infinity. After that nobody may show it,
 * unless the function fails.
 */
export function cacheControl(visibility: "public" | "private", secondsLeft: number): string {
  const left = Math.max(0, Math.floor(secondsLeft));
  const fresh = Math.min(FRESH_SECONDS, left);
  const stale = Math.min(STALE_WHILE_REVALIDATE_SECONDS, left - fresh);
  const parts = [visibility, `max-age=${fresh}`];
  if (stale > 0) parts.push(`stale-while-revalidate=${stale}`);
  return [...parts, `stale-if-error=${STALE_IF_ERROR_SECONDS}`].join(", ");
}

export const keepNothingElse: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (context.res.status >= 400 || !context.res.headers.has("Cache-Control")) {
    context.res.headers.set("Cache-Control", "no-store");
  }
};
