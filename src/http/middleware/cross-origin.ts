// Which pages of other origins may read responses in a browser (CORS). Only browsers enforce it; it is not access
// control.

import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "../context/app-env.ts";

/** Paths, under the base path, that pages of other origins may request. */
export const SHARED_PATHS = ["/v1/*", "/mcp/*", "/healthz", "/openapi.json"];

const PREFLIGHT_MAX_AGE_SECONDS = 24 * 60 * 60;

/** `origins` as configured: `*`, or a list of origins; an empty list allows none. */
export function shareWith(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  const share = cors({
    origin: origins.includes("*") ? "*" : [...origins],
    allowMethods: ["GET", "HEAD", "POST"],
    allowHeaders: [
      "Accept",
      "Authorization",
      "Content-Type",
      "If-None-Match",
      "Last-Event-ID",
      "Mcp-Protocol-Version",
      "Mcp-Session-Id",
      "X-Request-Id",
    ],
    exposeHeaders: ["ETag", "Mcp-Session-Id", "Retry-After", "Server-Timing", "X-Request-Id"],
    maxAge: PREFLIGHT_MAX_AGE_SECONDS,
  });
  return async function shareAcrossOrigins(context, next) {
    const isPreflight =
      context.req.header("Origin") !== undefined &&
      context.req.header("Access-Control-Request-Method") !== undefined;
    // No route accepts any other OPTIONS request.
    if (context.req.method === "OPTIONS" && !isPreflight) return next();
    return share(context, next);
  };
}
