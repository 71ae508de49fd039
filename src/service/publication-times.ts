// When articles become public: the only moments at which responses change by themselves. Read from a single section of
// the snapshot, so that cached responses can be checked before the index is open.

import type { Manifest } from "../index/snapshot/format.ts";
import { readPublishedAt } from "../index/snapshot/read-section.ts";

import type { Source } from "../index/source.ts";

export class PublicationTimes {
  /** Ascending; milliseconds since 1970. */
  readonly #times: Float64Array;

  /** In any order; NaN for undated articles. */
  constructor(publishedAt: Float64Array) {
    this.#times = publishedAt.filter((time) => !Number.isNaN(time)).sort();
  }

  /** How many times are not after `now`. At two moments with the same count, the same articles are public. */
  countUntil(now: number): number {
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] as number) <= now) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first time after `now`; Infinity if there is none. */
  nextAfter(now: number): number {
    return this.#times[this.countUntil(now)] ?? Number.POSITIVE_INFINITY;
  }
}

/** The times of one index, read once; rejects with a SnapshotError. */
export function publicationTimesIn(source: Source, manifest: Manifest): () => Promise<PublicationTimes> {
  let kept: PublicationTimes | null = null;
  // Only the result is kept, because a pending read ends with the request that began it.
  return async () => {
    kept ??= new PublicationTimes(await readPublishedAt(source, manifest));
    return kept;
  };
}

/** The times of an open index, sorted once per index. */
export function createColumnTimes(): (publishedAt: Float64Array) => PublicationTimes {
  let made: { readonly from: Float64Array; readonly times: PublicationTimes } | null = null;
  return (publishedAt) => {
    if (made?.from !== publishedAt) made = { from: publishedAt, times: new PublicationTimes(publishedAt) };
    return made.times;
  };
}
