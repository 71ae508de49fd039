// Records and texts of an archive, read when they are shown. Asynchronous, since they may lie in files that are fetched
// by the page or in a database.

import type { StoredArticle } from "./stored-article.ts";

export interface DocumentStore {
  /** Ordinal of the article with this key, as keys.ts makes it from an id or a URL; null if there is none. */
  find(key: string): Promise<number | null>;
  /** Stored fields, in the order of the ordinals. An ordinal outside the archive is a RangeError. */
  articles(ordinals: readonly number[]): Promise<StoredArticle[]>;
  /**
   * Texts of passages without their titles, in the order of the numbers; empty if a text may not be stored. Passages
   * that are read in one call and lie on one page cost one read. A number outside the archive is a RangeError.
   */
  passages(numbers: readonly number[]): Promise<string[]>;
}
