// What Cloudflare gives the function, by the names of wrangler.toml, as what the service is made of. Only ASSETS must be
// there: without the others nothing is guarded, limited or measured, and removing an article needs a deployment.

import type { RateLimiter } from "../../http/middleware/rate-limit.ts";
import { splitKeys } from "../../service/key-ring.ts";
import { writeToConsole } from "../../service/log-lines.ts";
import { deniedInFile, deniedInStore, type KeyValueStore } from "../../service/removal-watcher.ts";
import type { ServiceOptions } from "../../service/service.ts";
import { type AssetsBinding, assetsSource } from "./assets-source.ts";
import { type AnalyticsDataset, analyticsSink, logSink } from "./event-sinks.ts";

export interface Env {
  readonly ASSETS: AssetsBinding;
  /** Secrets: keys separated by commas or white space. */
  readonly PUBLIC_KEYS?: string;
  readonly PRIVATE_KEYS?: string;
  readonly RATE_LIMITER?: RateLimiter;
  /** A namespace of Workers KV. */
  readonly DENY_LIST?: KeyValueStore;
  /** A data set of Workers Analytics Engine. */
  readonly EVENTS?: AnalyticsDataset;
  /** Of the deployment; another one for each. */
  readonly CF_VERSION_METADATA?: { readonly id: string };
}

/** Called during a request: only then a Worker has random numbers. */
export function optionsOf(env: Env): Omit<ServiceOptions, "createEncoder" | "createScan"> {
  const { ASSETS, RATE_LIMITER, DENY_LIST, EVENTS } = env;
  const inFile = deniedInFile(assetsSource(ASSETS, "deny"));
  return {
    snapshot: assetsSource(ASSETS, "snapshot"),
    model: assetsSource(ASSETS, "model"),
    page: assetsSource(ASSETS, "page"),
    denyLists: DENY_LIST === undefined ? [inFile] : [inFile, deniedInStore(DENY_LIST)],
    keys: { public: splitKeys(env.PUBLIC_KEYS), private: splitKeys(env.PRIVATE_KEYS) },
    // Without the binding each isolate answers under a version of its own: nothing old, and few answers that are kept.
    codeVersion: env.CF_VERSION_METADATA?.id ?? crypto.randomUUID(),
    eventSinks: [logSink(writeToConsole), ...(EVENTS === undefined ? [] : [analyticsSink(EVENTS)])],
    ...(RATE_LIMITER === undefined ? {} : { limiter: RATE_LIMITER }),
  };
}
