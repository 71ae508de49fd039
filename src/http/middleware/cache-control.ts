// How long others may keep an answer: browsers, and caches in front of the function. What says nothing of it is kept by
// nobody, and no error is.

import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context/app-env.ts";

/** An answer counts as fresh for so long. */
export const FRESH_SECONDS = 60;
/** Then it may be shown once more while it is asked for again. */
export const STALE_WHILE_REVALIDATE_SECONDS = 600;
/** And so long where the function fails. */
export const STALE_IF_ERROR_SECONDS = 3600;

/**
 * `secondsLeft`: until the answer is another one by itself, Infinity for never. Nobody may show it after that, unless
 * the function fails.
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
