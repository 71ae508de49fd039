// Which articles a request may see. The build leaves drafts out; an article dated in the future is in the index and stays
// hidden until its time, so that no build is needed at that moment. One that is taken down is hidden like an article
// whose time never comes, so there is one rule for both.

import type { ArchiveIndex } from "./archive-index.ts";
import { type Columns, FLAG, type Flag } from "./columns.ts";
import { idKey } from "./keys.ts";

/** Whether the article is published at `now` (milliseconds since 1970). Undated ones always are. */
export function isPublished(
  { publishedAt }: Pick<Columns, "publishedAt">,
  ordinal: number,
  now: number,
): boolean {
  return !((publishedAt[ordinal] ?? Number.NaN) > now);
}

/** Articles that are published at `now`, whatever their flags. */
export function publishedCount({ publishedAt }: Pick<Columns, "publishedAt">, now: number): number {
  let count = 0;
  for (let ordinal = 0; ordinal < publishedAt.length; ordinal++) {
    if (!((publishedAt[ordinal] as number) > now)) count++;
  }
  return count;
}

/** Published articles that carry the flag, newest first. */
export function visibleArticles({ flags, publishedAt }: Columns, flag: Flag, now: number): number[] {
  // Every search looks at every article: nothing but the columns, and no call for each.
  const bit = FLAG[flag];
  const visible: number[] = [];
  for (let ordinal = 0; ordinal < flags.length; ordinal++) {
    const isFuture = (publishedAt[ordinal] as number) > now;
    if (((flags[ordinal] as number) & bit) !== 0 && !isFuture) visible.push(ordinal);
  }
  return visible;
}

interface PublishedView {
  /** The view holds from the moment `from` until before `until`. */
  readonly from: number;
  readonly until: number;
  readonly index: ArchiveIndex;
}

const views = new WeakMap<ArchiveIndex, PublishedView>();

/**
 * The index as if hidden articles were not in it: their words and vectors contribute to no statistic, so no score tells
 * what they say. The same object until an article's time comes, so what is computed for it can be cached by it. The
 * columns still have every article.
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

/** The index as if no article had one of the ids; the index itself if none has. */
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
