// Reports how the words of a query were interpreted: which were completed, corrected or missing from the archive.

import type { UnderstoodQuery } from "../api-types.ts";
import type { MatchedWord } from "../lexical/keyword-index.ts";

export function understoodQuery(words: readonly MatchedWord[]): UnderstoodQuery {
  const readAs = (kind: MatchedWord["kind"]) =>
    words.filter((word) => word.kind === kind).map(({ word, terms }) => ({ word, terms }));
  return {
    // Only the last word of a query may be unfinished.
    completed: readAs("prefix").at(-1) ?? null,
    spelling: readAs("typo"),
    missing: [...new Set(words.filter(({ kind }) => kind === "unknown").map(({ word }) => word))],
  };
}
