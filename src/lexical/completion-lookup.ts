// Which completions continue what a reader has typed, exactly or with one typing error corrected. Ranks nothing.

import { CompletionStarts } from "./completion-starts.ts";
import type { Completions } from "./completions.ts";
import { TermDictionary, type TermRange } from "./term-dictionary.ts";
import { CORRECTED_MIN_CHARS, FIRST_LETTER_MIN_CHARS } from "./term-expansion.ts";

/** The starts that continue with `typed`; an empty range if there are none. */
export function continuing(table: Completions, typed: string): TermRange {
  return dictionaryOf(table).startingWith(typed);
}

/**
 * Ranges of starts that continue with what `typed` becomes when one typing error is corrected. Only words of
 * CORRECTED_MIN_CHARS and more are corrected, words with a digit never, and the first letter only in words of
 * FIRST_LETTER_MIN_CHARS and more. A space may be what is missing. Ranges may overlap.
 */
export function continuingOneEditAway(table: Completions, typed: string): TermRange[] {
  const letters = placesInWords(typed);
  return dictionaryOf(table).startingOneEditAway(typed, (index) => {
    const { at, length } = letters[index] ?? { at: 0, length: 0 };
    return length >= (at === 0 ? FIRST_LETTER_MIN_CHARS : CORRECTED_MIN_CHARS);
  });
}

function dictionaryOf({ keys, keyOffsets, starts }: Completions): TermDictionary {
  return new TermDictionary(new CompletionStarts(keys, keyOffsets, starts));
}

/**
 * For each letter its place in its word and the word's length; a space belongs to the word before it. Words with a digit
 * have length 0 here.
 */
function placesInWords(typed: string): { readonly at: number; readonly length: number }[] {
  return typed.split(" ").flatMap((word) => {
    const { length } = [...word];
    const counted = /\p{N}/u.test(word) ? 0 : length;
    return Array.from({ length: length + 1 }, (_, at) => ({ at, length: counted }));
  });
}
