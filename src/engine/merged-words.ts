// How a query's words were found, over all segments: what stands for a word in any of them stands for it.

import type { MatchedWord } from "../lexical/keyword-index.ts";

/** Lists of the same words in the same order; the first segment's if there is only one. */
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
