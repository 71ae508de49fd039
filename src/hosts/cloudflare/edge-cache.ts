// Cloudflare's Cache API as the place for answers. A cache of its own rather than the default one: what is in that can be
// fetched by URL from within the zone, past keys and rates.

import type { AnswerCache } from "../../http/middleware/answer-cache.ts";

export interface CachesBinding {
  open(name: string): Promise<{
    match(key: string): Promise<Response | undefined>;
    put(key: string, response: Response): Promise<void>;
  }>;
}

const CACHE_NAME = "backstory-answers";

export function edgeCache(caches: CachesBinding): AnswerCache {
  return {
    async match(key) {
      const response = await (await caches.open(CACHE_NAME)).match(key);
      if (response === undefined) return null;
      return {
        mediaType: response.headers.get("Content-Type") ?? "application/octet-stream",
        body: await response.arrayBuffer(),
      };
    },
    async put(key, { mediaType, body }, seconds) {
      // The answer's own Cache-Control may be private, which would not be kept.
      const headers = { "Content-Type": mediaType, "Cache-Control": `public, max-age=${seconds}` };
      await (await caches.open(CACHE_NAME)).put(key, new Response(body, { headers }));
    },
  };
}
