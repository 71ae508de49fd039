// Which pages of other origins may read answers in a browser. It is the browsers' control and keeps nobody else out.

import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import type { AppEnv } from "../context/app-env.ts";

/** Paths, under the base path, that pages of other origins may ask. */
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
    // Any other OPTIONS is a method that no route accepts.
    if (context.req.method === "OPTIONS" && !isPreflight) return next();
    return share(context, next);
  };
}
