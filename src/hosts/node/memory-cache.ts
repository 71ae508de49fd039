// A response cache in the process's memory, bounded in bytes: what was used least recently makes room.

import type { CachedResponse, ResponseCache } from "../../http/middleware/response-cache.ts";

/** 32 MiB: some thousand responses. */
export const CACHE_MAX_BYTES = 32 * 1024 * 1024;
/** Roughly what an entry costs besides its body. */
const ENTRY_BYTES = 512;

interface Entry {
  readonly response: CachedResponse;
  /** Milliseconds since 1970. */
  readonly expires: number;
  readonly bytes: number;
}

export interface MemoryCacheOptions {
  readonly maxBytes?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export function memoryResponseCache({
  maxBytes = CACHE_MAX_BYTES,
  now = Date.now,
}: MemoryCacheOptions = {}): ResponseCache {
  /** Least recently used first. */
  const entries = new Map<string, Entry>();
  let size = 0;

  function drop(key: string): void {
    size -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  return {
    async match(key) {
      const entry = entries.get(key);
      if (entry === undefined) return null;
      if (entry.expires <= now()) {
        drop(key);
        return null;
      }
      entries.delete(key);
      entries.set(key, entry);
      return entry.response;
    },
    async put(key, response, seconds) {
      drop(key);
      const bytes = response.body.byteLength + key.length * 2 + ENTRY_BYTES;
      if (bytes > maxBytes) return;
      entries.set(key, { response, expires: now() + seconds * 1000, bytes });
      size += bytes;
      for (const oldest of entries.keys()) {
        if (size <= maxBytes) break;
        drop(oldest);
      }
    },
  };
}
