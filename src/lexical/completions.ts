// The shape of the completions: phrases and titles of the archive, and where a reader may begin to type each of them.

import type { NumberLists } from "./number-lists.ts";
import type { StringTable } from "./string-table.ts";

/**
 * What is suggested to a reader who is typing: phrases of the archive, those of most articles first, then titles, the
 * newest first. Numbered through; a key is the text as it is looked up, its folded words.
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
  /** Articles that have each phrase. */
  readonly articles: NumberLists;
  /** `Uint32Array[titles]`: the article of each title. */
  readonly titles: Uint32Array;
}
