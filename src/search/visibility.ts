// Which articles a request may see. The build leaves drafts out of the snapshot; an article dated in the
// future is in it and stays hidden until its time, so that no rebuild is needed at that moment.

import { FLAG } from "../snapshot/format.ts";
import type { Snapshot } from "../snapshot/reader.ts";

/** True where the article is published at `now` (milliseconds since 1970). Undated ones always are. */
export function isPublished(snapshot: Snapshot, ordinal: number, now: number): boolean {
  return !((snapshot.publishedAt[ordinal] ?? Number.NaN) > now);
}

/** How many articles are published at `now`, with or without any flag. */
export function publishedCount(snapshot: Snapshot, now: number): number {
  let count = 0;
  for (let ordinal = 0; ordinal < snapshot.articleCount; ordinal++) {
    if (isPublished(snapshot, ordinal, now)) count++;
  }
  return count;
}

/** Published articles that carry the flag, newest first. */
export function visibleArticles(snapshot: Snapshot, flag: keyof typeof FLAG, now: number): number[] {
  // Every search looks at every article: the columns alone, and no call for each.
  const { flags, publishedAt } = snapshot;
  const bit = FLAG[flag];
  const visible: number[] = [];
  for (let ordinal = 0; ordinal < flags.length; ordinal++) {
    const isFuture = (publishedAt[ordinal] as number) > now;
    if (((flags[ordinal] as number) & bit) !== 0 && !isFuture) visible.push(ordinal);
  }
  return visible;
}
