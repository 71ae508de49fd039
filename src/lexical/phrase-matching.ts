// Which articles have a phrase: its words at the right distances from each other, by the stored positions. Every article
// with the word has a phrase of one word.

import type { Phrase, PhraseWord } from "./keyword-query.ts";
import { forEachPositions, forEachPosting } from "./postings.ts";
import { exactTerms } from "./term-expansion.ts";
import type { VisiblePostings } from "./visible-postings.ts";

/** Calls `visit` at least once for each article that has the phrase in one of its readings, hidden ones included. */
export function forEachArticleWithPhrase(
  postings: VisiblePostings,
  { readings }: Phrase,
  visit: (ordinal: number) => void,
): void {
  for (const reading of readings) {
    const [only, ...others] = reading;
    if (only === undefined) continue;
    if (others.length === 0) {
      for (const term of exactTerms(postings, only)) forEachPosting(postings.lists, term, visit);
    } else {
      for (const ordinal of beginnings(postings, reading).keys()) visit(ordinal);
    }
  }
}

/** Positions at which a reading begins, ascending, by article. */
type Beginnings = Map<number, readonly number[]>;

/** Reads positions only in articles that have all words of the reading. */
function beginnings(postings: VisiblePostings, reading: readonly PhraseWord[]): Beginnings {
  const words = reading.map(({ offset, ...word }) => ({ offset, terms: exactTerms(postings, word) }));
  const having = articlesWithAll(
    postings,
    words.map(({ terms }) => terms),
  );
  let found: Beginnings | null = null;
  for (const { offset, terms } of words) {
    const here: Beginnings = new Map();
    for (const term of terms) {
      forEachPositions(
        postings.lists,
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

/** `Uint8Array[articles]`: 1 if the article has at least one term of each list. */
function articlesWithAll(postings: VisiblePostings, lists: readonly (readonly number[])[]): Uint8Array {
  const { articleCount } = postings;
  let having = new Uint8Array(articleCount).fill(1);
  for (const terms of lists) {
    const here = new Uint8Array(articleCount);
    for (const term of terms) {
      forEachPosting(postings.lists, term, (ordinal) => {
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
