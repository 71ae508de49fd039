// Cloudflare's bindings, by their names in wrangler.toml, as a host and options of the application. Only ASSETS is required:
// without the others nothing is guarded, limited or measured, and removing an article takes a deployment.

import type { HandlerOptions } from "../../http/handler.ts";
import type { Host } from "../../http/host.ts";
import type { RateLimiter } from "../../http/middleware/rate-limit.ts";
import { splitKeys } from "../../service/key-ring.ts";
import { writeToConsole } from "../../service/log-lines.ts";
import { logSink } from "../../service/reader-event.ts";
import { type KeyValueStore, removalsInFile, removalsInStore } from "../../service/removal-watcher.ts";
import { type AnalyticsDataset, analyticsSink } from "./analytics-sink.ts";
import { type AssetsBinding, assetsSource } from "./assets-source.ts";
import { type CachesBinding, edgeCache } from "./cache.ts";

export interface Env {
  readonly ASSETS: AssetsBinding;
  /** Secrets: keys separated by commas or white space. */
  readonly PUBLIC_KEYS?: string;
  readonly PRIVATE_KEYS?: string;
  readonly RATE_LIMITER?: RateLimiter;
  /** A Workers KV namespace. */
  readonly REMOVALS?: KeyValueStore;
  /** A data set of Workers Analytics Engine. */
  readonly EVENTS?: AnalyticsDataset;
  /** Differs between deployments. */
  readonly CF_VERSION_METADATA?: { readonly id: string };
}

/** Call it during a request: a Worker has random numbers only then. */
export function optionsOf(
  env: Env,
  caches: CachesBinding,
): Omit<HandlerOptions, "createEncoder" | "createScan"> {
  const { ASSETS, RATE_LIMITER, REMOVALS, EVENTS } = env;
  const host: Host = {
    source: (folder) => assetsSource(ASSETS, folder),
    cache: edgeCache(caches),
    ...(RATE_LIMITER === undefined ? {} : { limiter: RATE_LIMITER }),
    // Cloudflare sets this header itself and overwrites whatever a client sent.
    clientAddress: ({ headers }) => headers.get("CF-Connecting-IP"),
    log: writeToConsole,
  };
  const inFile = removalsInFile(host.source("removals"));
  return {
    host,
    removalLists: REMOVALS === undefined ? [inFile] : [inFile, removalsInStore(REMOVALS)],
    keys: { public: splitKeys(env.PUBLIC_KEYS), private: splitKeys(env.PRIVATE_KEYS) },
    // Without the binding, each isolate has its own version: responses are never outdated, but rarely found in the cache.
    codeVersion: env.CF_VERSION_METADATA?.id ?? crypto.randomUUID(),
    eventSinks: [logSink(writeToConsole), ...(EVENTS === undefined ? [] : [analyticsSink(EVENTS)])],
  };
}
