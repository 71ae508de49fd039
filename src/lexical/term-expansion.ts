// Finds the archive's terms that match a word of the query: its inflections, else completions of a word that is still
// being typed, else corrections of one typing error. Ranks nothing.

import type { MatchKind } from "./keyword-index.ts";
import type { QueryWord } from "./keyword-query.ts";
import { termsLike, termsOfStem, termsOneEditAway, termsWithPrefix } from "./nearby-terms.ts";
import type { VisiblePostings } from "./visible-postings.ts";

/** How much a completed or corrected word counts relative to one that the archive has as typed. */
export const MATCH_DAMPING: Readonly<Record<MatchKind, number>> = {
  exact: 1,
  prefix: 0.8,
  typo: 0.7,
  unknown: 0,
};
export const MAX_COMPLETIONS = 12;
export const COMPLETED_MIN_CHARS = 2;
export const MAX_CORRECTIONS = 2;
export const CORRECTED_MIN_CHARS = 4;
/** In words of at least this length, the typing error may be in the first letter. */
export const FIRST_LETTER_MIN_CHARS = 6;

/** The most words to correct in one query. Without a limit, 100 unknown words would take 12 ms. */
export const MAX_CORRECTED_WORDS = 8;

export interface TermExpansion {
  readonly query: QueryWord;
  readonly kind: MatchKind;
  /** Numbers of the terms that match the word, ascending; together they count as one word. */
  readonly terms: readonly number[];
}

/** A word is corrected only if `mayCorrect`, and never if it has a digit. */
export function expandTerm(postings: VisiblePostings, query: QueryWord, mayCorrect: boolean): TermExpansion {
  const exact = exactTerms(postings, query);
  if (exact.length > 0) return { query, kind: "exact", terms: exact };
  if (query.verbatim) return { query, kind: "unknown", terms: [] };
  const length = [...query.word].length;
  if (query.open && length >= COMPLETED_MIN_CHARS) {
    const completions = termsWithPrefix(postings, query.word, MAX_COMPLETIONS);
    if (completions.length > 0) return { query, kind: "prefix", terms: completions.sort(ascending) };
  }
  // A number that differs by one digit is a different number, not a typing error.
  if (mayCorrect && length >= CORRECTED_MIN_CHARS && !/\p{N}/u.test(query.word)) {
    const anyFirst = length >= FIRST_LETTER_MIN_CHARS;
    const corrections = termsOneEditAway(postings, query.word, { anyFirst, limit: MAX_CORRECTIONS });
    if (corrections.length > 0) {
      const inflections = corrections.flatMap((term) => termsLike(postings, term));
      return { query, kind: "typo", terms: [...new Set(inflections)].sort(ascending) };
    }
  }
  return { query, kind: "unknown", terms: [] };
}

/** Numbers of the terms that match the word as it was typed, ascending; empty if the archive has none. */
export function exactTerms(
  postings: VisiblePostings,
  { word, stems, verbatim }: Pick<QueryWord, "word" | "stems" | "verbatim">,
): number[] {
  const number = postings.lists.terms.find(word);
  const itself = number >= 0 && postings.has(number) ? [number] : [];
  if (verbatim) return itself;
  const terms = new Set(itself.flatMap((term) => termsLike(postings, term)));
  for (const stem of stems) for (const term of termsOfStem(postings, stem)) terms.add(term);
  return [...terms].sort(ascending);
}

function ascending(a: number, b: number): number {
  return a - b;
}
