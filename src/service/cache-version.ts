// What a response depends on besides its request: the code, the index with its configuration, the removed articles, and
// which articles are public by now. A change to any of these invalidates everything cached before.

import type { PublicationTimes } from "./publication-times.ts";
import type { RemovalList } from "./removal-watcher.ts";

export interface CacheVersion {
  /** Differs whenever the same request might get a different response. */
  readonly text: string;
  /** Milliseconds until the next article becomes public; Infinity if none will. */
  readonly validMs: number;
}

export interface CacheVersionParts {
  /** Differs between any two deployments whose code might respond differently. */
  readonly codeVersion: string;
  readonly indexVersion: string;
  readonly removals: RemovalList;
  readonly times: PublicationTimes;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the order of the hits depends on the present time. */
  readonly ages: boolean;
}

/** A response whose order depends on the present time counts as new after this long: ages are counted in years. */
const AGEING_STEP_MS = 60 * 60 * 1000;

export function cacheVersion(parts: CacheVersionParts): CacheVersion {
  const { codeVersion, indexVersion, removals, times, now, ages } = parts;
  const step = ages ? Math.floor(now / AGEING_STEP_MS) : null;
  return {
    text: JSON.stringify([codeVersion, indexVersion, removals.version, times.countUntil(now), step]),
    validMs: times.nextAfter(now) - now,
  };
}
