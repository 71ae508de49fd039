// The phrases and titles that can be suggested to a reader who is typing. Finds those that continue what was typed,
// exactly or with one typing error corrected; it doesn't rank them and doesn't know which articles are public.

/**
 * Completion `number` continues what was typed at byte `offset` of its key (0 for its beginning), and `length` bytes of
 * the key from there on are what was typed, or was meant.
 */
export type VisitCompletion = (number: number, offset: number, length: number) => void;

/** Completions are numbered: phrases first, those of most articles in front, then titles, the newest in front. */
export interface CompletionIndex {
  /** Phrases and titles together. */
  readonly size: number;
  /** Completions below this number are phrases, the others titles. */
  readonly phraseCount: number;
  /**
   * Calls `visit` for every completion that goes on exactly with `typed`, a folded key as completionKey() makes it, at
   * any of its words; a completion can come several times.
   */
  forEachContinuing(typed: string, visit: VisitCompletion): void;
  /** The same for what `typed` becomes when one typing error is corrected. */
  forEachOneEditAway(typed: string, visit: VisitCompletion): void;
  /** Folded text by which the completion is looked up. */
  key(number: number): string;
  /** The phrase as the archive usually writes it. */
  phrase(number: number): string;
  /** Articles that have the phrase, ascending, hidden ones included. */
  articlesOf(phrase: number): Uint32Array;
  articleCountOf(phrase: number): number;
  /** Ordinal of the article whose title the completion is; -1 for a phrase. */
  titleOf(number: number): number;
}
