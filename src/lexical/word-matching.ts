// What an archive understands by each word of a query: the words of its stem, else completions of what is being
// typed, else words one slip of the keyboard away. Ranks nothing and reads no posting list.

import type { MatchKind } from "./keyword-index.ts";
import type { QueryWord } from "./keyword-query.ts";
import type { Postings } from "./postings.ts";
import { hasArticles } from "./postings.ts";
import { wordsLike, wordsOfStem, wordsOneEditAway, wordsWithPrefix } from "./term-lookup.ts";

/** What a completed or corrected word counts beside one that the archive has as it was typed. */
export const MATCH_DAMPING: Readonly<Record<MatchKind, number>> = {
  exact: 1,
  prefix: 0.8,
  typo: 0.7,
  unknown: 0,
};
export const COMPLETIONS_MAX = 12;
export const COMPLETED_LEAST_CHARS = 2;
export const CORRECTIONS_MAX = 2;
export const CORRECTED_LEAST_CHARS = 4;
/** From this length the first letter may be the wrong one. */
export const FIRST_LETTER_LEAST_CHARS = 6;

/** Of one query. A query of nothing but unknown words, 100 of them, would otherwise cost 12 ms. */
export const CORRECTED_WORDS_MAX = 8;

export interface UnderstoodWord {
  readonly query: QueryWord;
  readonly kind: MatchKind;
  /** Numbers of the terms that stand for it, ascending; together they count as one word. */
  readonly terms: readonly number[];
}

/** How the archive understands a word; it is corrected only if `mayCorrect`. */
export function understandWord(postings: Postings, query: QueryWord, mayCorrect: boolean): UnderstoodWord {
  const exact = wordsFor(postings, query);
  if (exact.length > 0) return { query, kind: "exact", terms: exact };
  if (query.verbatim) return { query, kind: "unknown", terms: [] };
  const length = [...query.word].length;
  if (query.open && length >= COMPLETED_LEAST_CHARS) {
    const completions = wordsWithPrefix(postings, query.word, COMPLETIONS_MAX);
    if (completions.length > 0) return { query, kind: "prefix", terms: completions.sort(ascending) };
  }
  // A number one digit away is another number.
  if (mayCorrect && length >= CORRECTED_LEAST_CHARS && !/\p{N}/u.test(query.word)) {
    const anyFirst = length >= FIRST_LETTER_LEAST_CHARS;
    const corrections = wordsOneEditAway(postings, query.word, { anyFirst, limit: CORRECTIONS_MAX });
    if (corrections.length > 0) {
      const forms = corrections.flatMap((word) => wordsLike(postings, word));
      return { query, kind: "typo", terms: [...new Set(forms)].sort(ascending) };
    }
  }
  return { query, kind: "unknown", terms: [] };
}

/** Numbers of the terms that the word stands for as it was typed, ascending; empty where the archive has none. */
export function wordsFor(
  postings: Postings,
  { word, stems, verbatim }: Pick<QueryWord, "word" | "stems" | "verbatim">,
): number[] {
  const number = postings.terms.find(word);
  const itself = number >= 0 && hasArticles(postings, number) ? [number] : [];
  if (verbatim) return itself;
  const forms = new Set(itself.flatMap((term) => wordsLike(postings, term)));
  for (const stem of stems) for (const form of wordsOfStem(postings, stem)) forms.add(form);
  return [...forms].filter((form) => hasArticles(postings, form)).sort(ascending);
}

function ascending(a: number, b: number): number {
  return a - b;
}
