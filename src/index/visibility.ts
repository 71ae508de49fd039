// Which articles a request may see. The build leaves drafts out of the snapshot; an article dated in the
// future is in it and stays hidden until its time, so that no rebuild is needed at that moment. One that is
// removed is hidden like an article whose time never comes, so that there is one rule for both.

import type { KeywordIndex } from "../lexical/keyword-index.ts";
import { FLAG } from "./columns.ts";
import { idKey } from "./keys.ts";
import type { Searcher } from "./searcher.ts";

import type { Snapshot } from "./snapshot/reader.ts";

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

interface PublishedKeywords {
  readonly keywords: KeywordIndex;
  /** Milliseconds since 1970: the same articles are published from `from` until just before `until`. */
  readonly from: number;
  readonly until: number;
}

/** By the publication times that decide what is published. */
const publishedKeywordsOf = new WeakMap<Float64Array, PublishedKeywords>();

/**
 * Keyword search over the published articles alone: a word that only other articles have is unknown, and no score tells
 * what they say. The same index as long as the same articles are hidden.
 */
export function publishedKeywords({ keywords, publishedAt }: Snapshot, now: number): KeywordIndex {
  const known = publishedKeywordsOf.get(publishedAt);
  if (known !== undefined && known.from <= now && now < known.until) return known.keywords;
  const hidden: number[] = [];
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const [ordinal, time] of publishedAt.entries()) {
    if (time > now) {
      hidden.push(ordinal);
      until = Math.min(until, time);
    } else if (time > from) from = time;
  }
  const published = { keywords: keywords.without(hidden), from, until };
  publishedKeywordsOf.set(publishedAt, published);
  return published.keywords;
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

/** The searcher as if no article had one of the ids; ids that no article has change nothing. */
export function withoutArticles(searcher: Searcher, ids: Iterable<string>): Searcher {
  const { snapshot } = searcher;
  const hidden = [...ids].map((id) => snapshot.findKey(idKey(id))).filter((ordinal) => ordinal !== null);
  if (hidden.length === 0) return searcher;
  const flags = snapshot.flags.slice();
  const publishedAt = snapshot.publishedAt.slice();
  for (const ordinal of hidden) {
    flags[ordinal] = (flags[ordinal] as number) & ~(FLAG.searchable | FLAG.recommendable);
    publishedAt[ordinal] = Number.POSITIVE_INFINITY;
  }
  const has: Snapshot["has"] = (ordinal, flag) => ((flags[ordinal] ?? 0) & FLAG[flag]) !== 0;
  return { ...searcher, snapshot: { ...snapshot, flags, publishedAt, has } };
}
