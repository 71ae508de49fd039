// One archive as the function serves it: reads the manifest, opens the index at the first request that needs it, hides
// removed articles, and starts over when the files on disk have been replaced. Knows nothing of HTTP.

import { type Searcher, withoutArticles } from "../index/searcher.ts";
import type { Settings } from "../index/settings.ts";
import type { Manifest } from "../index/snapshot/format.ts";
import { readManifest } from "../index/snapshot/manifest.ts";

import { indexUnavailable } from "./index-unavailable.ts";
import { type KeepAlive, LazyIndex } from "./lazy-index.ts";
import type { OpenIndexOptions } from "./open-index.ts";
import { createColumnTimes, type PublicationTimes, publicationTimesIn } from "./publication-times.ts";
import { type ReadRemovals, type RemovalList, RemovalWatcher } from "./removal-watcher.ts";

/** After a failure, an index of the same version is opened again at most this often. */
export const REOPEN_EVERY_MS = 30_000;

export interface ArchiveOptions extends OpenIndexOptions {
  readonly removalLists: readonly ReadRemovals[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Receives the reason when a list of removed articles can't be read again. */
  readonly onRemovalsFailure: (cause: unknown) => void;
  /** Whether responses are cached: publication times are then read without opening the whole index. */
  readonly hasCache: boolean;
}

/** One version of the index, open or about to be. */
export interface OpenArchive {
  readonly settings: Settings;
  readonly indexVersion: string;
  /** Without removed articles; rejects with an IndexUnavailable. */
  readonly searcher: (keepAlive: KeepAlive) => Promise<Searcher>;
  /** Rejects with an IndexUnavailable or a SnapshotError. */
  readonly publicationTimes: (keepAlive: KeepAlive) => Promise<PublicationTimes>;
  /** Says that one of its files couldn't be used: the next request looks for a newer index. */
  readonly reportFailure: () => void;
}

export interface Archive {
  /** The archive to answer from. Rejects with an IndexUnavailable if none is open and the manifest can't be read. */
  current(): Promise<OpenArchive>;
  /** The articles removed at this moment; rejects with an IndexUnavailable. */
  removals(): Promise<RemovalList>;
}

interface Opened {
  readonly archive: OpenArchive;
  /** Milliseconds since 1970. */
  readonly since: number;
  hasFailed: boolean;
}

export function createArchive(options: ArchiveOptions): Archive {
  const { now, hasCache, removalLists: lists, onRemovalsFailure: onFailure } = options;
  const watcher = new RemovalWatcher({ lists, now, onFailure });
  let opened: Opened | null = null;

  const open = (manifest: Manifest): Opened => {
    const { indexVersion, settings } = manifest;
    const index = new LazyIndex(options, now);
    const hide = createHiding();
    const searcher = async (keepAlive: KeepAlive) => {
      const [whole, list] = await Promise.all([index.get(keepAlive), watcher.current()]);
      return hide(whole, list);
    };
    const timesOf = createColumnTimes();
    const publicationTimes = hasCache
      ? publicationTimesIn(options.snapshot, manifest)
      : async (keepAlive: KeepAlive) => timesOf((await searcher(keepAlive)).segments[0].columns.publishedAt);
    const reportFailure = () => {
      opening.hasFailed = true;
    };
    const archive: OpenArchive = { settings, indexVersion, searcher, publicationTimes, reportFailure };
    const opening: Opened = { archive, since: now(), hasFailed: false };
    return opening;
  };

  return {
    removals: () => watcher.current(),
    async current() {
      const before = opened;
      if (before !== null && !before.hasFailed) return before.archive;
      let manifest: Manifest;
      try {
        manifest = await readManifest(options.snapshot);
      } catch (cause) {
        // An index with one file missing still answers whatever doesn't need that file.
        if (before !== null) return before.archive;
        throw indexUnavailable(cause);
      }
      // A concurrent request may have opened it: there must be only one.
      if (opened !== before && opened !== null) return opened.archive;
      if (before !== null && !isWorthReopening(before, manifest, now())) {
        before.hasFailed = false;
        return before.archive;
      }
      opened = open(manifest);
      return opened.archive;
    },
  };
}

/** The same files would most likely fail again, and reading them all costs time. */
function isWorthReopening({ archive, since }: Opened, manifest: Manifest, now: number): boolean {
  return manifest.indexVersion !== archive.indexVersion || now - since >= REOPEN_EVERY_MS;
}

/** Hides removed articles. Reuses the last result until the list or the index changes. */
function createHiding(): (searcher: Searcher, list: RemovalList) => Promise<Searcher> {
  let last: { readonly from: Searcher; readonly list: RemovalList; readonly searcher: Searcher } | null =
    null;
  return async (searcher, list) => {
    if (last?.from === searcher && last.list === list) return last.searcher;
    const hidden = await withoutArticles(searcher, list.ids);
    last = { from: searcher, list, searcher: hidden };
    return hidden;
  };
}
