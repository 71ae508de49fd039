// A response cache in memory that a test can look into.

import type { CachedResponse, ResponseCache } from "../../src/http/middleware/response-cache.ts";

export interface MemoryCache extends ResponseCache {
  /** By key: what is cached, and for how many seconds. */
  readonly cached: Map<string, CachedResponse & { readonly seconds: number }>;
}

export function memoryCache(): MemoryCache {
  const cached: MemoryCache["cached"] = new Map();
  return {
    cached,
    match: async (key) => cached.get(key) ?? null,
    async put(key, answer, seconds) {
      cached.set(key, { ...answer, seconds });
    },
  };
}

/** Bodies of everything that is cached. */
export function cachedTexts({ cached }: MemoryCache): string[] {
  return [...cached.values()].map(({ body }) => new TextDecoder().decode(body));
}
