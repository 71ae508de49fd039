// The web components, for pages of any origin: bundles by plain names, whose content changes with a deployment, and by
// hashed names, whose content never does; and translations that are fetched on demand.

import { Hono } from "hono";
import { sha256Hex } from "../../index/sha256.ts";

import { onlyReading } from "../context/accepted-methods.ts";
import type { AppDeps } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { RequestProblem } from "../problems/problem.ts";
import { readPageFile } from "./page.ts";

const SCRIPT = "text/javascript; charset=utf-8";
/** Languages whose translations are not in the bundles. */
export const FETCHED_LANGUAGES = ["es", "fr", "it", "nl", "pt"];
/** How long files may be cached: those a deployment replaces, and those it never does. */
const PLAIN_SECONDS = 60 * 60;
const HASHED_SECONDS = 365 * 24 * 60 * 60;

/** Patterns of the paths, with media type and `Cache-Control`. */
export const WIDGET_PATHS: Readonly<Record<string, { readonly type: string; readonly keep: string }>> = {
  "/:bundle{(?:widget|related)\\.js}": { type: SCRIPT, keep: `public, max-age=${PLAIN_SECONDS}` },
  "/:bundle{(?:widget|related)-[0-9a-f]{16}\\.js}": {
    type: SCRIPT,
    keep: `public, max-age=${HASHED_SECONDS}, immutable`,
  },
  [`/:strings{strings-(?:${FETCHED_LANGUAGES.join("|")})\\.json}`]: {
    type: "application/json",
    keep: `public, max-age=${PLAIN_SECONDS}`,
  },
};

/** Served even if the search page is not. */
export function widgetRoutes(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const [pattern, { type, keep }] of Object.entries(WIDGET_PATHS)) {
    app.get(pattern, async (context) => {
      const [file = ""] = Object.values(context.req.param() as Readonly<Record<string, string>>);
      const bytes = await readPageFile(deps, file);
      if (bytes === null) throw new RequestProblem({ reason: "route_not_found", path: context.req.path });
      return context.body(bytes, 200, {
        "Content-Type": type,
        "Cache-Control": keep,
        ETag: `W/"${(await sha256Hex(bytes)).slice(0, 32)}"`,
        // `cors` decides which pages may read responses; the script itself is for everyone.
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Robots-Tag": "noindex",
      });
    });
    app.all(pattern, onlyReading());
  }
  return app;
}
