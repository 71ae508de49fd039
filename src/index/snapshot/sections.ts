// The shapes in which a snapshot hands out its sections; vector/ and lexical/ compute on them.

import type { StringTable } from "../../lexical/string-table.ts";
import type { Lists } from "./lists.ts";

/** Unit vectors as int8 with one scale each. */
export interface QuantisedVectors {
  /** `Int8Array[count * dims]`, row by row. */
  readonly values: Int8Array<ArrayBuffer>;
  /** `Float32Array[count]`. */
  readonly scales: Float32Array<ArrayBuffer>;
  readonly dims: number;
}

/**
 * The words of the archive: for every term the articles it occurs in, how often in each field, and where. Terms are
 * words as they are written, folded, and stems, each of which leads to the words that have it.
 */
export interface Postings {
  readonly terms: StringTable;
  /** What `terms` reads: UTF-8 end to end, sorted by bytes, and `Uint32Array[terms + 1]` into it. */
  readonly termBytes: Uint8Array;
  readonly termOffsets: Uint32Array;
  /** The words of each stem, as variable-length integers; empty for what is no stem or only its own. */
  readonly forms: Uint8Array;
  /** `Uint32Array[terms + 1]` into `forms`. */
  readonly formOffsets: Uint32Array;
  /** The articles of each word with its frequencies, as variable-length integers; empty for what is only a stem. */
  readonly bytes: Uint8Array;
  /** `Uint32Array[terms + 1]` into `bytes`. */
  readonly offsets: Uint32Array;
  /** The positions of each word, article by article, as variable-length integers. */
  readonly positions: Uint8Array;
  /** `Uint32Array[terms + 1]` into `positions`. */
  readonly positionOffsets: Uint32Array;
  /** `Uint32Array[articles * LEXICAL_FIELDS]`, row by row: words of each field of each article, without stop words. */
  readonly lengths: Uint32Array;
  /**
   * Articles that a request may not know of, 1 in `Uint8Array[articles]`, and how many they are: a word that only these
   * have is one that the archive has not. Missing where there is none.
   */
  readonly hidden?: { readonly articles: Uint8Array; readonly count: number };
}

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
  readonly articles: Lists;
  /** `Uint32Array[titles]`: the article of each title. */
  readonly titles: Uint32Array;
}
