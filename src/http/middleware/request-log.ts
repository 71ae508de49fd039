// Logs one line per request: the route rather than the address, and how the request ended. The query is included only
// if the configuration says so; keys and addresses never are.

import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppDeps } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";

export interface RequestLine {
  readonly level: "info" | "error";
  readonly kind: "request";
  readonly requestId: string;
  readonly method: string;
  /** Pattern of the route, such as `/v1/articles/:id`; null if the path has none. */
  readonly route: string | null;
  readonly status: number;
  /** Code of the error, if it was one. */
  readonly code?: string;
  /** Left out if no clock runs during CPU work, as in a Worker. */
  readonly durationMs?: number;
  /** null if no index could be read. */
  readonly indexVersion: string | null;
  readonly key: "public" | "private" | "none";
  /** Left out if the response can't be cached. */
  readonly cache?: "hit" | "miss";
  /** `q` from the URL, or from the body of a search; only with `logs.queries`. */
  readonly query?: string;
}

const METHOD_MAX_CHARS = 16;
const QUERY_MAX_CHARS = 512;

export interface RequestLogOptions extends Pick<AppDeps, "indexVersion" | "clock"> {
  readonly withQueries: boolean;
  readonly write: (line: RequestLine) => void;
}

/** Register it after the request has its id, and before everything that may reject the request. */
export function logRequests(options: RequestLogOptions): MiddlewareHandler<AppEnv> {
  const { indexVersion, clock, withQueries, write } = options;
  return async function logRequest(context, next) {
    const start = clock?.();
    await next();
    const { status } = context.res;
    const code = context.get("problem");
    const pattern = routePath(context, -1);
    const query = withQueries
      ? (context.get("query") ?? new URL(context.req.url).searchParams.get("q"))
      : null;
    const cache = context.get("cache");
    write({
      level: status >= 500 ? "error" : "info",
      kind: "request",
      requestId: context.get("requestId"),
      method: context.req.method.slice(0, METHOD_MAX_CHARS),
      // Patterns with a star belong to middleware, which means that no route matched.
      route: pattern === "" || pattern.includes("*") ? null : pattern,
      status,
      ...(code === undefined ? {} : { code }),
      ...(clock === undefined || start === undefined
        ? {}
        : { durationMs: Math.round((clock() - start) * 10) / 10 }),
      indexVersion,
      key: context.get("rights")?.key ?? "none",
      ...(cache === undefined ? {} : { cache }),
      ...(query === null ? {} : { query: query.slice(0, QUERY_MAX_CHARS) }),
    });
  };
}
