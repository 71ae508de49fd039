// One line for each request: what was asked for, by route and not by address, and how it ended. What a reader searched
// for is in it only where the configuration says so; keys and addresses never are.

import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppDeps } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";

export interface RequestLine {
  readonly level: "info" | "error";
  readonly kind: "request";
  readonly requestId: string;
  readonly method: string;
  /** The pattern of the route, such as `/v1/articles/:id`; null where there is none at the path. */
  readonly route: string | null;
  readonly status: number;
  /** Of an error. */
  readonly code?: string;
  /** Where a clock runs during computation, which it does not in a Worker. */
  readonly durationMs?: number;
  /** null where no index could be read. */
  readonly indexVersion: string | null;
  readonly key: "public" | "private" | "none";
  /** Where the answer could be kept: whether it was. */
  readonly cache?: "hit" | "miss";
  /** `q` of the URL, or of the body of a search; only with `logs.queries`. */
  readonly query?: string;
}

const METHOD_MAX_CHARS = 16;
const QUERY_MAX_CHARS = 512;

export interface RequestLogOptions extends Pick<AppDeps, "indexVersion" | "clock"> {
  readonly withQueries: boolean;
  readonly write: (line: RequestLine) => void;
}

/** Registered after the request has its id and before everything that may refuse it. */
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
      // Patterns with a star are those of middleware: no route was found.
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
