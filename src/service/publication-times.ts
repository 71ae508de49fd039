// When articles become public: what is shown changes by itself at those moments and at no other. Read from the one
// section that holds them, so that an answer that is kept can be told from a stale one before the searcher is open.

import type { Manifest } from "../index/snapshot/format.ts";
import { readPublishedAt } from "../index/snapshot/read-section.ts";

import type { Source } from "../index/source.ts";

export class PublicationTimes {
  /** Ascending; milliseconds since 1970. */
  readonly #times: Float64Array;

  /** As `Snapshot.publishedAt`: in any order, NaN where undated. */
  constructor(publishedAt: Float64Array) {
    this.#times = publishedAt.filter((time) => !Number.isNaN(time)).sort();
  }

  /** How many are not after `now`; two moments with the same number show the same articles. */
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

  /** The first moment after `now`; Infinity where none comes. */
  nextAfter(now: number): number {
    return this.#times[this.countUntil(now)] ?? Number.POSITIVE_INFINITY;
  }
}

/** Those of one index, read once; rejects with a SnapshotError. */
export function publicationTimesIn(source: Source, manifest: Manifest): () => Promise<PublicationTimes> {
  let kept: PublicationTimes | null = null;
  // Only what is finished is kept: a reading ends with the request that began it.
  return async () => {
    kept ??= new PublicationTimes(await readPublishedAt(source, manifest));
    return kept;
  };
}

/** Those of a snapshot's own column, sorted once for each. */
export function createColumnTimes(): (publishedAt: Float64Array) => PublicationTimes {
  let made: { readonly from: Float64Array; readonly times: PublicationTimes } | null = null;
  return (publishedAt) => {
    if (made?.from !== publishedAt) made = { from: publishedAt, times: new PublicationTimes(publishedAt) };
    return made.times;
  };
}
