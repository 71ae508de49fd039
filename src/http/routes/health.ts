// GET /healthz: whether the function can respond, and with which index and encoder.

import { Hono } from "hono";
import { countsOf } from "../../index/searcher.ts";
import { VERSION } from "../../service/version.ts";
import { onlyReading } from "../context/accepted-methods.ts";
import { type AppDeps, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";

export function healthRoutes(deps: AppDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get("/healthz", async (context) => {
      const searcher = await searcherFor(context, deps);
      const [{ encoder, format }] = searcher.segments;
      const { ids } = await deps.removals();
      context.header("Cache-Control", "no-store");
      return context.json({
        status: "ok",
        version: VERSION,
        indexVersion: searcher.version,
        snapshotFormat: format,
        encoder,
        counts: { ...countsOf(searcher, deps.now()), removed: ids.size },
      });
    })
    .all("/healthz", onlyReading());
}
