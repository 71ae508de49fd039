// Merges how the segments matched a query's words: a term that matches a word in any segment counts as a match.

import type { MatchedWord } from "../lexical/keyword-index.ts";

/** Every segment's list must have the same words in the same order. A single list is returned as it is. */
export function mergedWords(segments: readonly (readonly MatchedWord[])[]): readonly MatchedWord[] {
  const [first = [], ...others] = segments;
  if (others.length === 0) return first;
  return first.map((word, at) => {
    const all = [word, ...others.map((words) => words[at] ?? word)];
    const found = all.find(({ kind }) => kind !== "unknown") ?? word;
    const terms = [...new Set(all.flatMap(({ terms }) => terms))].sort();
    const articles = all.reduce((sum, one) => sum + one.articles, 0);
    return { ...found, terms, articles };
  });
}
