// Keyword search over posting lists that are attached as they are stored, without parsing: the KeywordIndex of a snapshot.

import type { CompletionIndex } from "./completion-index.ts";
import type { FieldCounts } from "./field-counts.ts";
import type { CountsMatch, KeywordIndex, KeywordMatches, MatchedWord } from "./keyword-index.ts";
import type { KeywordQuery } from "./keyword-query.ts";
import { matchCounts, matchWords, searchKeywords } from "./keyword-search.ts";
import { articleHasTerm, type Postings } from "./postings.ts";
import { VisiblePostings } from "./visible-postings.ts";

export function attachKeywordIndex(postings: Postings, completions: CompletionIndex): KeywordIndex {
  return new AttachedIndex(new VisiblePostings(postings), completions);
}

class AttachedIndex implements KeywordIndex {
  readonly #postings: VisiblePostings;
  readonly completions: CompletionIndex;

  constructor(postings: VisiblePostings, completions: CompletionIndex) {
    this.#postings = postings;
    this.completions = completions;
  }

  get articleCount(): number {
    return this.#postings.articleCount;
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
    const { lists } = this.#postings;
    return articleHasTerm(lists, lists.terms.find(term), article);
  }

  without(hidden: readonly number[]): KeywordIndex {
    if (hidden.length === 0) return this;
    return new AttachedIndex(this.#postings.without(hidden), this.completions);
  }
}
