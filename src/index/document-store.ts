// Records and texts of an archive, read only when they are shown. Asynchronous, because they may be in files that are
// fetched page by page, or in a database.

import type { StoredArticle } from "./stored-article.ts";

export interface DocumentStore {
  /** Ordinal of the article with this key (made by keys.ts from an id or URL); null if there is none. */
  find(key: string): Promise<number | null>;
  /** Stored fields, in the order of `ordinals`. An ordinal outside the archive is a RangeError. */
  articles(ordinals: readonly number[]): Promise<StoredArticle[]>;
  /**
   * Texts of passages without their titles, in the order of `numbers`; empty for texts that may not be stored. Passages
   * on the same page cost one read per call. A number outside the archive is a RangeError.
   */
  passages(numbers: readonly number[]): Promise<string[]>;
}
