// If-None-Match: a client that has the answer already gets a 304 with the headers that the answer would have. Hono's own
// helper would make a tag of every body, and keeps none but a list of headers.

import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv } from "../context/app-env.ts";

/** `header` is a list of entity tags, or `*` for any. Weak tags equal strong ones. */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === "*" || namesTag(header, tag);
}

/** The same without `*`: whoever names a tag was given it. */
export function namesTag(header: string | undefined, tag: string): boolean {
  const named: readonly string[] = header?.match(/"[^"]*"/g) ?? [];
  return named.includes(tag.replace(/^W\//, ""));
}

/** For every answer that has an ETag. */
export const answerConditionally: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  if (context.res.status !== 200 || !isReading(context)) return;
  const tag = context.res.headers.get("ETag");
  if (tag === null || !matchesTag(context.req.header("If-None-Match"), tag)) return;
  await context.res.body?.cancel();
  // The headers of the answer that it stands for are taken over, but those of its body.
  context.res = new Response(null, { status: 304 });
  context.res.headers.delete("Content-Length");
};

function isReading({ req }: Context<AppEnv>): boolean {
  return req.method === "GET" || req.method === "HEAD";
}
