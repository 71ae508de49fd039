// The search page, the operator's page and the API's description. No static files are public but those on these lists.

import { Hono } from "hono";
import { sha256Hex } from "../../index/sha256.ts";
import { REBUILD_COMMAND } from "../../index/snapshot-error.ts";
import { IndexUnavailable } from "../../service/index-unavailable.ts";
import { onlyReading } from "../context/accepted-methods.ts";
import type { AppDeps } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";
import { RequestProblem } from "../problems/problem.ts";

/** File name and media type, by path. */
export type ServedFiles = Readonly<Record<string, { readonly file: string; readonly type: string }>>;

const HTML = "text/html; charset=utf-8";
const CSS = "text/css; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";

export const PAGE_FILES = {
  "/": { file: "index.html", type: HTML },
  "/page.js": { file: "page.js", type: SCRIPT },
  "/page.css": { file: "page.css", type: CSS },
  "/favicon.svg": { file: "favicon.svg", type: "image/svg+xml" },
} as const satisfies ServedFiles;

export const STUDIO_PATH = "/studio";

/** The operator's page, served wherever the search page is. Its files contain nothing about the archive. */
export const STUDIO_FILES = {
  [STUDIO_PATH]: { file: "studio.html", type: HTML },
  "/studio.js": { file: "studio.js", type: SCRIPT },
  "/studio.css": { file: "studio.css", type: CSS },
} as const satisfies ServedFiles;

/** Served even if the search page is not, because errors link to it. */
export const REFERENCE_FILES = {
  "/openapi.json": { file: "openapi.json", type: "application/json" },
  "/docs": { file: "docs.html", type: HTML },
  "/docs.css": { file: "docs.css", type: CSS },
} as const satisfies ServedFiles;

/** Null if there is none by that name; rejects with an IndexUnavailable. */
export async function readPageFile(deps: AppDeps, file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await deps.pageFile(file);
  } catch (cause) {
    const message = `The page can't be read right now. If this persists, run "${REBUILD_COMMAND}".`;
    throw new IndexUnavailable(message, { cause });
  }
}

export function fileRoutes(deps: AppDeps, files: ServedFiles): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const [path, { file, type }] of Object.entries(files)) {
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
