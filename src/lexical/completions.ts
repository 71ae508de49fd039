// How completions are stored: phrases and titles of the archive, and every word at which a reader may begin to type one.

import type { NumberLists } from "./number-lists.ts";
import type { StringTable } from "./string-table.ts";

/**
 * Suggestions for a reader who is typing, numbered: phrases, those of most articles first, then titles, the newest first.
 * completion-key.ts makes the keys by which they are looked up.
 */
export interface Completions {
  /** UTF-8 end to end, at most COMPLETION_KEY_MAX_BYTES each. */
  readonly keys: Uint8Array;
  /** `Uint32Array[phrases + titles + 1]` into `keys`. */
  readonly keyOffsets: Uint32Array;
  /**
   * `Uint32Array`, one for each word of each key: number * 256 + byte of the key at which the word begins, sorted by the
   * bytes of the key from there on.
   */
  readonly starts: Uint32Array;
  /** Phrases as they are most often written, in the order of their numbers. */
  readonly texts: StringTable;
  /** The articles of each phrase. */
  readonly articles: NumberLists;
  /** `Uint32Array[titles]`: the article of each title. */
  readonly titles: Uint32Array;
}
