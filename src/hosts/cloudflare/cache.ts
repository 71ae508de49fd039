// Cloudflare's Cache API as the response cache. It uses a named cache, not the default one: from within the zone, responses in
// the default cache can be fetched by URL, past keys and rate limits.

import type { ResponseCache } from "../../http/middleware/response-cache.ts";

export interface CachesBinding {
  open(name: string): Promise<{
    match(key: string): Promise<Response | undefined>;
    put(key: string, response: Response): Promise<void>;
  }>;
}

const CACHE_NAME = "backstory-responses";

export function edgeCache(caches: CachesBinding): ResponseCache {
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
      // The response's own Cache-Control may be private, and the cache would not store it.
      const headers = { "Content-Type": mediaType, "Cache-Control": `public, max-age=${seconds}` };
      await (await caches.open(CACHE_NAME)).put(key, new Response(body, { headers }));
    },
  };
}
