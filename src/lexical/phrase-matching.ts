// Which articles have a phrase: its words at the right distances, by the positions that the index holds. A phrase of
// one word is had by every article with the word.

import { FIELDS } from "./field-counts.ts";
import type { Phrase, PhraseWord } from "./keyword-query.ts";
import type { Postings } from "./postings.ts";
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

/** Where a reading begins in an article: ascending positions, by article. */
type Beginnings = Map<number, readonly number[]>;

/** Positions at which the reading begins; only articles that have all its words are looked into. */
function beginnings(postings: Postings, reading: readonly PhraseWord[]): Beginnings {
  const words = reading.map(({ offset, ...word }) => ({ offset, terms: wordsFor(postings, word) }));
  const having = articlesWithAll(
    postings,
    words.map(({ terms }) => terms),
  );
  let found: Beginnings | null = null;
  for (const { offset, terms } of words) {
    const here: Beginnings = new Map();
    for (const term of terms) {
      forEachPositions(
        postings,
        term,
        (ordinal) => having[ordinal] === 1 && (found === null || found.has(ordinal)),
        (ordinal, positions) => {
          const shifted = positions.map((position) => position - offset);
          const begun = found === null ? shifted : common(found.get(ordinal) ?? [], shifted);
          const others = here.get(ordinal);
          if (begun.length > 0) here.set(ordinal, others === undefined ? begun : merged(others, begun));
        },
      );
    }
    found = here;
  }
  return found ?? new Map();
}

/** `Uint8Array[articles]`: 1 where each list has a term that the article has. */
function articlesWithAll(postings: Postings, lists: readonly (readonly number[])[]): Uint8Array {
  const articles = postings.lengths.length / FIELDS.length;
  let having = new Uint8Array(articles).fill(1);
  for (const terms of lists) {
    const here = new Uint8Array(articles);
    for (const term of terms) {
      forEachPosting(postings, term, (ordinal) => {
        here[ordinal] = having[ordinal] ?? 0;
      });
    }
    having = here;
  }
  return having;
}

/** What two ascending lists have in common. */
function common(a: readonly number[], b: readonly number[]): number[] {
  const both: number[] = [];
  let at = 0;
  for (const value of b) {
    while ((a[at] ?? Number.POSITIVE_INFINITY) < value) at++;
    if (a[at] === value) both.push(value);
  }
  return both;
}

function merged(a: readonly number[], b: readonly number[]): number[] {
  return [...a, ...b].sort((x, y) => x - y);
}
