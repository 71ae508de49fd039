// Which articles are removed, by lists that may change while the function runs. A list is read again after a few seconds
// at most; where it can't be, what it said last holds, and before it has said anything nothing is answered.

import { sha256Hex } from "../index/sha256.ts";
import { REBUILD_COMMAND, SnapshotError } from "../index/snapshot-error.ts";
import type { Source } from "../index/source.ts";
import { IndexUnavailable } from "./index-unavailable.ts";
import { DENY_LIST_FILE, DENY_LIST_KEY, readDenyList } from "./removal-list.ts";

/** For this long a list that was read counts as the present one. */
export const DENY_LIST_MAX_AGE_MS = 5000;

export interface DenyList {
  readonly ids: ReadonlySet<string>;
  /** Another one for every other list of ids: what is cached must be cached under it. */
  readonly version: string;
}

/** Ids of removed articles as one place lists them; rejects where it can't be read. */
export type ReadDenied = () => Promise<readonly string[]>;

/** The file that every build writes: where it is missing, articles might be shown that were removed. */
export function deniedInFile(folder: Source): ReadDenied {
  return async () => {
    const bytes = await folder.read(DENY_LIST_FILE);
    if (bytes === null) throw new SnapshotError("There is no list of removed articles.");
    return readDenyList(new TextDecoder().decode(bytes));
  };
}

/** What of a namespace of Workers KV is used. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
}

/** Empty until something is put there. */
export function deniedInStore(store: KeyValueStore): ReadDenied {
  return async () => {
    const text = await store.get(DENY_LIST_KEY);
    return text === null ? [] : readDenyList(text);
  };
}

export interface DenyKeeperOptions {
  /** An article is removed where any of them lists it. */
  readonly lists: readonly ReadDenied[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told why a list could not be read again. */
  readonly onFailure: (cause: unknown) => void;
}

interface Kept {
  readonly ids: readonly string[];
  /** When its reading began. */
  readonly since: number;
}

export class DenyKeeper {
  readonly #options: DenyKeeperOptions;
  readonly #kept: (Kept | null)[];
  /** Counts the readings; `#list` is made of those up to `#listed`. */
  #readings = 0;
  #list: DenyList | null = null;
  #listed = 0;

  constructor(options: DenyKeeperOptions) {
    this.#options = options;
    this.#kept = options.lists.map(() => null);
  }

  /**
   * Requests that come while a list is read read it as well: the reading of another request would end with that
   * request. Rejects with an IndexUnavailable where a list was never read.
   */
  async current(): Promise<DenyList> {
    await Promise.all(this.#options.lists.map((read, place) => this.#refresh(read, place)));
    if (this.#list !== null && this.#listed === this.#readings) return this.#list;
    const readings = this.#readings;
    const ids = [...new Set(this.#kept.flatMap((kept) => kept?.ids ?? []))].sort();
    const version = (await sha256Hex(new TextEncoder().encode(JSON.stringify(ids)))).slice(0, 16);
    const list = this.#list?.version === version ? this.#list : { ids: new Set(ids), version };
    if (readings >= this.#listed) {
      this.#list = list;
      this.#listed = readings;
    }
    return list;
  }

  async #refresh(read: ReadDenied, place: number): Promise<void> {
    const since = this.#options.now();
    const before = this.#kept[place] ?? null;
    if (before !== null && Math.abs(since - before.since) < DENY_LIST_MAX_AGE_MS) return;
    let ids: readonly string[];
    try {
      ids = await read();
    } catch (cause) {
      if (before === null) throw unreadable(cause);
      this.#options.onFailure(cause);
      ids = before.ids;
    }
    // Of two readings at once the one that began later knows more.
    const meanwhile = this.#kept[place] ?? null;
    if (meanwhile !== null && meanwhile.since > since) return;
    this.#kept[place] = { ids, since };
    this.#readings++;
  }
}

function unreadable(cause: unknown): IndexUnavailable {
  if (cause instanceof SnapshotError) return new IndexUnavailable(cause.message, { cause });
  const message = `The list of removed articles can't be read at the moment. If this persists, run "${REBUILD_COMMAND}".`;
  return new IndexUnavailable(message, { cause });
}
