// A place for answers in memory, which the test can look into.

import type { AnswerCache, KeptAnswer } from "../../src/http/middleware/answer-cache.ts";

export interface MemoryCache extends AnswerCache {
  /** By key: what is kept, and for how many seconds it may be. */
  readonly kept: Map<string, KeptAnswer & { readonly seconds: number }>;
}

export function memoryCache(): MemoryCache {
  const kept: MemoryCache["kept"] = new Map();
  return {
    kept,
    match: async (key) => kept.get(key) ?? null,
    async put(key, answer, seconds) {
      kept.set(key, { ...answer, seconds });
    },
  };
}

/** Bodies of everything that is kept. */
export function keptTexts({ kept }: MemoryCache): string[] {
  return [...kept.values()].map(({ body }) => new TextDecoder().decode(body));
}
