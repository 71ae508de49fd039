// The index of one isolate, opened at the first request and kept. The promise of an opening is shared only while the
// request that began it is held alive.

import type { Searcher } from "../index/searcher.ts";
import { type OpenIndexOptions, openIndex } from "./open-index.ts";

/** Opens the searcher at the first request and keeps it. */
export class LazyIndex {
  readonly #options: OpenIndexOptions;
  #searcher: Searcher | null = null;
  #opening: Promise<Searcher> | null = null;

  constructor(options: OpenIndexOptions) {
    this.#options = options;
  }

  /**
   * `keepAlive` is the request's own `waitUntil`: the opening goes on if its client leaves, so the requests
   * that wait for it are answered all the same. A failed opening is tried again by the next request.
   */
  async get(keepAlive: (work: Promise<unknown>) => void): Promise<Searcher> {
    if (this.#searcher !== null) return this.#searcher;
    if (this.#opening === null) {
      const opening = openIndex(this.#options)
        .then((searcher) => {
          this.#searcher = searcher;
          return searcher;
        })
        .finally(() => {
          this.#opening = null;
        });
      this.#opening = opening;
      keepAlive(opening.catch(() => null));
    }
    return this.#opening;
  }
}
