// The search page at / and its files: the only static files that reach the outside, by this list.

import { Hono } from "hono";
import { REBUILD_COMMAND } from "../snapshot/format.ts";
import { sha256Hex } from "../snapshot/source.ts";
import { type AppDeps, type AppEnv, onlyReading } from "./context.ts";
import { RequestProblem } from "./problem.ts";

/** Path to file name and media type. */
export const PAGE_FILES = {
  "/": { file: "index.html", type: "text/html; charset=utf-8" },
  "/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
  "/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
  "/favicon.svg": { file: "favicon.svg", type: "image/svg+xml" },
} as const;

async function readPageFile(deps: AppDeps, file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await deps.pageFile(file);
  } catch (cause) {
    const detail = `The page can't be read at the moment. If this persists, run "${REBUILD_COMMAND}".`;
    throw new RequestProblem({ reason: "index_unavailable", detail }, { cause });
  }
}

export function pageRoutes(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const [path, { file, type }] of Object.entries(PAGE_FILES)) {
    app.get(path, async (context) => {
      const bytes = await readPageFile(deps, file);
      if (bytes === null) throw new RequestProblem({ reason: "route_not_found", path: context.req.path });
      return context.body(bytes, 200, {
        "Content-Type": type,
        "Cache-Control": "no-cache",
        ETag: `W/"${(await sha256Hex(bytes)).slice(0, 32)}"`,
        "X-Robots-Tag": "noindex",
      });
    });
    app.all(path, onlyReading());
  }
  return app;
}
