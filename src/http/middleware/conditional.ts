// If-None-Match: a client that already has the response gets a 304 with the headers the response would have. Hono's own
// helper would compute a tag from each body, and drops most headers.

import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv } from "../context/app-env.ts";

/** `header` is a list of entity tags, or `*` for any. Weak tags equal strong ones. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === "*" || namesTag(header, tag);
}

/** Like `matchesTag`, but without `*`: only a client that was given the tag can name it. */
export function namesTag(header: string | undefined, tag: string): boolean {
  const named: readonly string[] = header?.match(/"[^"]*"/g) ?? [];
  return named.includes(tag.replace(/^W\//, ""));
}

/** Works for every response with an ETag. */
export const answerConditionally: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (context.res.status !== 200 || !isReading(context)) return;
  const tag = context.res.headers.get("ETag");
  if (tag === null || !matchesTag(context.req.header("If-None-Match"), tag)) return;
  await context.res.body?.cancel();
  // Keeps the headers of the response, except those about its body.
  context.res = new Response(null, { status: 304 });
  context.res.headers.delete("Content-Length");
};

function isReading({ req }: Context<AppEnv>): boolean {
  return req.method === "GET" || req.method === "HEAD";
}
