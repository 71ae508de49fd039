// Decides which articles a request may see. The build leaves drafts out. An article with a future date is in the index
// but stays hidden until then, so that no build is needed at that moment. An article that is taken down gets a date
// that never comes, so one rule covers both.

import type { ArchiveIndex } from "./archive-index.ts";
import { type Columns, FLAG, type Flag } from "./columns.ts";
import { idKey } from "./keys.ts";

/** Whether the article is published at `now` (milliseconds since 1970). Undated articles always are. */
export function isPublished(
  { publishedAt }: Pick<Columns, "publishedAt">,
  ordinal: number,
  now: number,
): boolean {
  return !((publishedAt[ordinal] ?? Number.NaN) > now);
}

/** How many articles are published at `now`, whatever their flags. */
export function publishedCount({ publishedAt }: Pick<Columns, "publishedAt">, now: number): number {
  let count = 0;
  for (let ordinal = 0; ordinal < publishedAt.length; ordinal++) {
    if (!((publishedAt[ordinal] as number) > now)) count++;
  }
  return count;
}

/** Published articles that have the flag, newest first. */
export function visibleArticles({ flags, publishedAt }: Columns, flag: Flag, now: number): number[] {
  // Every search runs this over every article, so it reads only columns and calls no function for each one.
  const bit = FLAG[flag];
  const visible: number[] = [];
  for (let ordinal = 0; ordinal < flags.length; ordinal++) {
    const isFuture = (publishedAt[ordinal] as number) > now;
    if (((flags[ordinal] as number) & bit) !== 0 && !isFuture) visible.push(ordinal);
  }
  return visible;
}

interface PublishedView {
  /** The view is valid from `from` (inclusive) to `until` (exclusive). */
  readonly from: number;
  readonly until: number;
  readonly index: ArchiveIndex;
}

const views = new WeakMap<ArchiveIndex, PublishedView>();

/**
 * The index as if hidden articles were not in it: their words and vectors contribute to no statistic, so scores can't
 * give away what they say. Returns the same object until the next article is published, so results can be cached by it.
 * The columns still contain every article.
 */
export function publishedView(index: ArchiveIndex, now: number): ArchiveIndex {
  const cached = views.get(index);
  if (cached !== undefined && cached.from <= now && now < cached.until) return cached.index;
  const { publishedAt } = index.columns;
  const hidden: number[] = [];
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (let ordinal = 0; ordinal < publishedAt.length; ordinal++) {
    const time = publishedAt[ordinal] as number;
    if (time > now) {
      hidden.push(ordinal);
      until = Math.min(until, time);
    } else if (time > from) from = time;
  }
  const view = { from, until, index: hidden.length === 0 ? index : withoutOrdinals(index, hidden) };
  views.set(index, view);
  return view.index;
}

function withoutOrdinals(index: ArchiveIndex, hidden: readonly number[]): ArchiveIndex {
  const { keywords, passages, articles } = index;
  return {
    ...index,
    keywords: keywords.without(hidden),
    passages: passages.without(hidden),
    articles: articles.without(hidden),
  };
}

/** The index without the articles that have these ids; the index itself if it has none of them. */
export async function withoutIds(index: ArchiveIndex, ids: Iterable<string>): Promise<ArchiveIndex> {
  const found = await Promise.all(Array.from(ids, (id) => index.documents.find(idKey(id))));
  const removed = found.filter((ordinal) => ordinal !== null);
  if (removed.length === 0) return index;
  const flags = index.columns.flags.slice();
  const publishedAt = index.columns.publishedAt.slice();
  for (const ordinal of removed) {
    flags[ordinal] = (flags[ordinal] as number) & ~(FLAG.searchable | FLAG.recommendable);
    publishedAt[ordinal] = Number.POSITIVE_INFINITY;
  }
  return { ...index, columns: { ...index.columns, flags, publishedAt } };
}
