// Keeps the list of removed articles up to date while the function runs. A list is read again after a few seconds. If that
// fails or takes too long, the last known list applies; until every list has been read once, no request is answered.

import { sha256Hex } from "../index/sha256.ts";
import { REBUILD_COMMAND, SnapshotError } from "../index/snapshot-error.ts";
import type { Source } from "../index/source.ts";
import { IndexUnavailable } from "./index-unavailable.ts";
import { parseRemovals, REMOVALS_FILE, REMOVALS_KEY } from "./removal-list.ts";
import { withinTime } from "./time-limit.ts";

/** How long a list counts as current. */
export const REMOVALS_MAX_AGE_MS = 5000;
/** How long a request waits for a list to be read. */
export const REMOVALS_READ_TIMEOUT_MS = 2000;

export interface RemovalList {
  readonly ids: ReadonlySet<string>;
  /** Differs between any two lists of ids; part of every cache key. */
  readonly version: string;
}

/** Reads the ids of removed articles from one place; rejects if it can't. */
export type ReadRemovals = () => Promise<readonly string[]>;

/** From the file that every build writes. A missing file is an error: removed articles might be shown. */
export function removalsInFile(folder: Source): ReadRemovals {
  return async () => {
    const bytes = await folder.read(REMOVALS_FILE);
    if (bytes === null) throw new SnapshotError("There is no list of removed articles.");
    return parseRemovals(new TextDecoder().decode(bytes));
  };
}

/** The part of a Workers KV namespace that is used. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
}

/** From Workers KV; empty until something is put there. */
export function removalsInStore(store: KeyValueStore): ReadRemovals {
  return async () => {
    const text = await store.get(REMOVALS_KEY);
    return text === null ? [] : parseRemovals(text);
  };
}

export interface RemovalWatcherOptions {
  /** An article is removed if any list has it. */
  readonly lists: readonly ReadRemovals[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Receives the reason when a list can't be read again. */
  readonly onFailure: (cause: unknown) => void;
}

interface Reading {
  readonly ids: readonly string[];
  /** When it began. */
  readonly since: number;
}

export class RemovalWatcher {
  readonly #options: RemovalWatcherOptions;
  /** The latest of each list; null before the first. */
  readonly #readings: (Reading | null)[];
  /** Counts readings; `#list` merges all up to `#listedUpTo`. */
  #count = 0;
  #list: RemovalList | null = null;
  #listedUpTo = 0;

  constructor(options: RemovalWatcherOptions) {
    this.#options = options;
    this.#readings = options.lists.map(() => null);
  }

  /**
   * The list as it applies now. Concurrent requests each read it themselves, because I/O ends with the request that
   * began it. Rejects with an IndexUnavailable if some list has never been read.
   */
  async current(): Promise<RemovalList> {
    await Promise.all(this.#options.lists.map((read, place) => this.#refresh(read, place)));
    if (this.#list !== null && this.#listedUpTo === this.#count) return this.#list;
    const count = this.#count;
    const ids = [...new Set(this.#readings.flatMap((reading) => reading?.ids ?? []))].sort();
    const version = (await sha256Hex(new TextEncoder().encode(JSON.stringify(ids)))).slice(0, 16);
    const list = this.#list?.version === version ? this.#list : { ids: new Set(ids), version };
    if (count >= this.#listedUpTo) {
      this.#list = list;
      this.#listedUpTo = count;
    }
    return list;
  }

  async #refresh(read: ReadRemovals, place: number): Promise<void> {
    const since = this.#options.now();
    const before = this.#readings[place] ?? null;
    if (before !== null && Math.abs(since - before.since) < REMOVALS_MAX_AGE_MS) return;
    let ids: readonly string[];
    try {
      ids = await withinTime(read(), REMOVALS_READ_TIMEOUT_MS, "Reading the list of removed articles");
    } catch (cause) {
      // Another request may have read it in the meantime.
      const known = this.#readings[place] ?? null;
      if (known === null) throw unreadable(cause);
      this.#options.onFailure(cause);
      ids = known.ids;
    }
    // Of two concurrent readings, the one that began later is more recent.
    const meanwhile = this.#readings[place] ?? null;
    if (meanwhile !== null && meanwhile.since > since) return;
    this.#readings[place] = { ids, since };
    this.#count++;
  }
}

function unreadable(cause: unknown): IndexUnavailable {
  if (cause instanceof SnapshotError) return new IndexUnavailable(cause.message, { cause });
  const message = `The list of removed articles can't be read right now. If this persists, run "${REBUILD_COMMAND}".`;
  return new IndexUnavailable(message, { cause });
}
