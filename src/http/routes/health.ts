// GET /healthz: whether the function can answer, and with which index and encoder.

import { Hono } from "hono";
import { publishedCount } from "../../index/visibility.ts";
import { VERSION } from "../../service/version.ts";
import { onlyReading } from "../context/accepted-methods.ts";
import { type AppDeps, searcherFor } from "../context/app-deps.ts";
import type { AppEnv } from "../context/app-env.ts";

export function healthRoutes(deps: AppDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get("/healthz", async (context) => {
      const { snapshot } = await searcherFor(context, deps);
      const { ids } = await deps.removals();
      const { indexVersion, encoder, counts, format } = snapshot.manifest;
      context.header("Cache-Control", "no-store");
      return context.json({
        status: "ok",
        version: VERSION,
        indexVersion,
        snapshotFormat: format,
        encoder,
        counts: { ...counts, articles: publishedCount(snapshot, deps.now()), removed: ids.size },
      });
    })
    .all("/healthz", onlyReading());
}
