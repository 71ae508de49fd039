// The archive's terms near a given one: its inflections, the terms that begin with it, and those one typing error away.
// Only terms that a visible article has count.

import { forEachInflection } from "./postings.ts";
import type { VisiblePostings } from "./visible-postings.ts";

/** Terms with the stem `stem`; empty if there are none. */
export function termsOfStem(postings: VisiblePostings, stem: string): number[] {
  const number = postings.lists.terms.find(stem);
  if (number < 0) return [];
  const inflections: number[] = [];
  forEachInflection(postings.lists, number, (term) => inflections.push(term));
  return (inflections.length === 0 ? [number] : inflections).filter((term) => postings.has(term));
}

/**
 * Terms that share a stem with `term` in some language of the archive, itself included. This is how a word typed without
 * its accents leads to the archive's inflections, although no stemmer would know it.
 */
export function termsLike(postings: VisiblePostings, term: number): number[] {
  return postings.stems.inflectionsWith(term).filter((other) => postings.has(other));
}

/** Terms that begin with `prefix`, itself included, the most frequent first, `limit` at most. */
export function termsWithPrefix(postings: VisiblePostings, prefix: string, limit: number): number[] {
  const { first, end } = postings.lists.terms.startingWith(prefix);
  const terms: number[] = [];
  for (let term = first; term < end; term++) if (postings.has(term)) terms.push(term);
  return postings.mostFrequent(terms, limit);
}

/**
 * Terms one typing error away from `word`, the most frequent first, `limit` at most. The first letter may be wrong or
 * missing only if `anyFirst`.
 */
export function termsOneEditAway(
  postings: VisiblePostings,
  word: string,
  { anyFirst, limit }: { readonly anyFirst: boolean; readonly limit: number },
): number[] {
  const near = postings.lists.terms.oneEditAway(word, (index) => anyFirst || index > 0);
  return postings.mostFrequent(
    near.filter((term) => postings.has(term)),
    limit,
  );
}
