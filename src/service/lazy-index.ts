// The index of one isolate, opened at the first request and kept. Requests share an opening, but not for ever: a request
// may lose its I/O before the index is open, and then another one has to open it.

import type { Searcher } from "../index/searcher.ts";
import { type OpenIndexOptions, openIndex } from "./open-index.ts";
import { TimedOut, withinTime } from "./time-limit.ts";

/** Keeps work running after the response, like a Worker's `waitUntil`. */
export type KeepAlive = (work: Promise<unknown>) => void;

/** How long other requests wait for an opening before one of them begins its own. */
export const OPENING_SHARED_MS = 5000;

interface Opening {
  readonly searcher: Promise<Searcher>;
  /** When it began, in milliseconds since 1970. */
  readonly since: number;
}

export class LazyIndex {
  readonly #options: OpenIndexOptions;
  readonly #now: () => number;
  #searcher: Searcher | null = null;
  #opening: Opening | null = null;

  constructor(options: OpenIndexOptions, now: () => number = Date.now) {
    this.#options = options;
    this.#now = now;
  }

  /**
   * Opens the index at the first call and keeps it. The opening is kept alive, so that it goes on for other requests if
   * the client leaves. After a failure the next call tries again.
   */
  async get(keepAlive: KeepAlive): Promise<Searcher> {
    for (;;) {
      if (this.#searcher !== null) return this.#searcher;
      const shared = this.#opening;
      const left = shared === null ? 0 : OPENING_SHARED_MS - (this.#now() - shared.since);
      if (shared === null || left <= 0) return this.#open(keepAlive);
      try {
        return await withinTime(shared.searcher, left, "Opening the index");
      } catch (cause) {
        if (!(cause instanceof TimedOut)) throw cause;
        // Only the first of those that waited replaces it; the others find the new one.
        if (this.#opening === shared) this.#opening = null;
      }
    }
  }

  #open(keepAlive: KeepAlive): Promise<Searcher> {
    const since = this.#now();
    const searcher = this.#openAndKeep().finally(() => {
      if (this.#opening === opening) this.#opening = null;
    });
    const opening: Opening = { searcher, since };
    this.#opening = opening;
    keepAlive(searcher.catch(() => null));
    return searcher;
  }

  async #openAndKeep(): Promise<Searcher> {
    const searcher = await openIndex(this.#options);
    // One that was given up may finish after all: whichever is first is kept.
    this.#searcher ??= searcher;
    return this.#searcher;
  }
}
