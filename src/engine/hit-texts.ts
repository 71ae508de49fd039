// Finds the text to show with each hit: the passage that matched or, for a hit found by keywords alone, the passage
// with the most of the query's words.

import type { ArchiveIndex } from "../index/archive-index.ts";
import type { StoredArticle } from "../index/stored-article.ts";
import { analyse } from "../lexical/analyser.ts";

/** How many of an article's passages are examined at most to find the one to show. */
export const MAX_EXAMINED_PASSAGES = 64;

/** Where a hit is in the index; for hitTexts() alone. */
export interface HitPlace {
  readonly index: ArchiveIndex;
  readonly ordinal: number;
  /** The passage that matched, or null if none was compared. */
  readonly passage: number | null;
}

/** A word of the query: the archive's terms that match it, and its inverse document frequency. */
export interface QueryTerm {
  readonly terms: readonly string[];
  readonly idf: number;
}

/** An article and where its text is. */
export interface PlacedArticle {
  readonly article: StoredArticle;
  readonly place: HitPlace;
}

/** One text for each hit, in the same order; empty if the article has no text that may be shown. */
export async function hitTexts(
  hits: readonly PlacedArticle[],
  words: readonly QueryTerm[],
): Promise<string[]> {
  const searches = hits.map((hit) => new TextSearch(hit, words));
  // In rounds, so that texts on the same page are read together.
  for (let open = searches; open.length > 0; open = open.filter((search) => search.next !== null)) {
    const indexes = new Set(open.map(({ index }) => index));
    await Promise.all([...indexes].map((index) => readNext(index, open)));
  }
  return searches.map(({ text }) => text);
}

async function readNext(index: ArchiveIndex, open: readonly TextSearch[]): Promise<void> {
  const reading = open.filter((search) => search.index === index && search.next !== null);
  const texts = await index.documents.passages(reading.map(({ next }) => next ?? 0));
  for (const [at, search] of reading.entries()) search.take(texts[at] ?? "");
}

/** The search for the text of one hit. */
class TextSearch {
  readonly index: ArchiveIndex;
  /** The best text so far. */
  text = "";
  /** The passage to read next; null once the text is decided. */
  next: number | null;
  readonly #end: number;
  readonly #lang: string;
  readonly #words: readonly QueryTerm[];
  #bestWeight = -1;

  constructor({ article, place }: PlacedArticle, words: readonly QueryTerm[]) {
    const { index, ordinal, passage } = place;
    const [first = 0, end = 0] = index.columns.firstPassage.subarray(ordinal, ordinal + 2);
    this.index = index;
    this.#lang = article.lang;
    this.#words = words;
    this.next = passage ?? (first < end ? first : null);
    this.#end = passage === null ? Math.min(end, first + MAX_EXAMINED_PASSAGES) : passage + 1;
  }

  take(text: string): void {
    const following = (this.next ?? 0) + 1;
    if (this.#bestWeight < 0 && following >= this.#end) {
      // The only passage: there is nothing to choose from.
      this.text = text;
      this.next = null;
      return;
    }
    const terms = new Set(analyse(text, this.#lang).map(({ term }) => term));
    const found = this.#words.filter((word) => word.terms.some((term) => terms.has(term)));
    const weight = found.reduce((sum, { idf }) => sum + idf, 0);
    if (weight > this.#bestWeight) {
      this.text = text;
      this.#bestWeight = weight;
    }
    this.next = found.length === this.#words.length || following >= this.#end ? null : following;
  }
}
