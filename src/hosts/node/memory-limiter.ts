// A rate limiter in the process's memory, with the defaults that wrangler.toml gives Cloudflare's. Several processes each count
// for themselves.

import {
  RATE_LIMIT_PERIOD_SECONDS,
  RATE_LIMIT_REQUESTS,
  type RateLimiter,
} from "../../http/middleware/rate-limit.ts";

/** Callers that are counted at a time; beyond that, those whose period began first are forgotten. */
const CALLERS_MAX = 50_000;

export interface MemoryLimiterOptions {
  /** Requests in one period. */
  readonly limit?: number;
  readonly periodSeconds?: number;
  readonly callersMax?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Counts each caller in fixed periods, the first of which begins with the caller's first request. */
export function memoryLimiter({
  limit = RATE_LIMIT_REQUESTS,
  periodSeconds = RATE_LIMIT_PERIOD_SECONDS,
  callersMax = CALLERS_MAX,
  now = Date.now,
}: MemoryLimiterOptions = {}): RateLimiter {
  /** In the order in which the periods began. */
  const counts = new Map<string, { readonly since: number; requests: number }>();
  return {
    async limit({ key }) {
      const time = now();
      const isOver = (since: number) => time - since >= periodSeconds * 1000;
      for (const [caller, { since }] of counts) {
        if (!isOver(since) && counts.size < callersMax) break;
        counts.delete(caller);
      }
      const count = counts.get(key) ?? { since: time, requests: 0 };
      count.requests++;
      counts.set(key, count);
      return { success: count.requests <= limit };
    },
  };
}
