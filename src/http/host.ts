// What a runtime has to offer so that the application can run on it. src/hosts has one implementation per runtime.

import type { Source } from "../index/source.ts";
import type { LogLine } from "../service/log-lines.ts";
import type { RateLimiter } from "./middleware/rate-limit.ts";
import type { ResponseCache } from "./middleware/response-cache.ts";

/** Folders of a build's assets. */
export type AssetsFolder = "snapshot" | "model" | "page" | "removals";

export interface Host {
  source(folder: AssetsFolder): Source;
  /** Without one, every response is computed. */
  readonly cache?: ResponseCache;
  /** Without one, callers are not limited. */
  readonly limiter?: RateLimiter;
  /** The client's address as the runtime knows it, never as the client claims; null if unknown. */
  clientAddress(request: Request): string | null;
  log(line: LogLine): void;
}
