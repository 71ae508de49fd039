// Which articles have a phrase: its words at the right distances, by the positions that the index holds. A phrase of
// one word is had by every article with the word.

import type { Postings } from "../snapshot/sections.ts";
import type { Phrase, PhraseWord } from "./keyword-query.ts";
import { forEachPositions, forEachPosting } from "./postings.ts";
import { wordsFor } from "./word-matching.ts";

/** Calls `visit` once or more for each article that has the phrase in one of its readings. */
export function forEachArticleWithPhrase(
  postings: Postings,
  { readings }: Phrase,
  visit: (ordinal: number) => void,
): void {
  for (const reading of readings) {
    const [only, ...others] = reading;
    if (only === undefined) continue;
    if (others.length === 0) {
      for (const term of wordsFor(postings, only)) forEachPosting(postings, term, visit);
    } else {
      for (const ordinal of beginnings(postings, reading).keys()) visit(ordinal);
    }
  }
}

/** Positions at which the reading begins, by article. */
function beginnings(postings: Postings, reading: readonly PhraseWord[]): ReadonlyMap<number, Set<number>> {
  let found: Map<number, Set<number>> | null = null;
  for (const word of reading) {
    const here = new Map<number, Set<number>>();
    for (const term of wordsFor(postings, word)) {
      forEachPositions(postings, term, (ordinal, positions) => {
        const before = found?.get(ordinal);
        if (found !== null && before === undefined) return;
        for (const position of positions) {
          const beginning = position - word.offset;
          if (before !== undefined && !before.has(beginning)) continue;
          const begun = here.get(ordinal);
          if (begun === undefined) here.set(ordinal, new Set([beginning]));
          else begun.add(beginning);
        }
      });
    }
    if (here.size === 0) return here;
    found = here;
  }
  return found ?? new Map();
}
