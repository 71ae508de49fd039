// Keyword search over posting lists that are attached as they are stored, without parsing: the KeywordIndex of a snapshot.

import type { CompletionIndex } from "./completion-index.ts";
import { FIELDS, type FieldCounts } from "./field-counts.ts";
import type { CountsMatch, KeywordIndex, KeywordMatches, MatchedWord } from "./keyword-index.ts";
import type { KeywordQuery } from "./keyword-query.ts";
import { matchCounts, matchWords, searchKeywords } from "./keyword-search.ts";
import type { Postings } from "./postings.ts";
import { articleHasTerm } from "./postings.ts";

export function attachKeywordIndex(postings: Postings, completions: CompletionIndex): KeywordIndex {
  return new AttachedIndex(postings, completions);
}

class AttachedIndex implements KeywordIndex {
  readonly #postings: Postings;
  readonly completions: CompletionIndex;

  constructor(postings: Postings, completions: CompletionIndex) {
    this.#postings = postings;
    this.completions = completions;
  }

  get articleCount(): number {
    return this.#postings.lengths.length / FIELDS.length;
  }

  search(query: KeywordQuery): KeywordMatches {
    return searchKeywords(this.#postings, query);
  }

  matchWords(query: KeywordQuery): readonly MatchedWord[] {
    return matchWords(this.#postings, query);
  }

  matchCounts(query: KeywordQuery, article: FieldCounts): CountsMatch {
    return matchCounts(this.#postings, query, article);
  }

  hasTerm(article: number, term: string): boolean {
    return articleHasTerm(this.#postings, this.#postings.terms.find(term), article);
  }

  without(hidden: readonly number[]): KeywordIndex {
    if (hidden.length === 0) return this;
    const articles = new Uint8Array(this.articleCount);
    for (const ordinal of hidden) articles[ordinal] = 1;
    return new AttachedIndex(
      { ...this.#postings, hidden: { articles, count: hidden.length } },
      this.completions,
    );
  }
}
