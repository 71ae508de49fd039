// BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004): frequencies are
// weighted by field and normalised to the field's usual length, added up, and saturated once. The idf is Lucene's, which
// is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)).

import { FIELDS, type FieldName } from "./field-counts.ts";

/** How fast a word's weighted frequency saturates. */
export const BM25F_K1 = 1.2;

/** Weight of a word in the field, and how much the field's length counts: 0 (not at all) to 1. */
export const FIELD_PARAMETERS: Readonly<Record<FieldName, { readonly weight: number; readonly b: number }>> =
  {
    title: { weight: 2.5, b: 0.6 },
    summary: { weight: 1.5, b: 0.6 },
    tags: { weight: 1, b: 0.6 },
    body: { weight: 1, b: 0.75 },
  };

/** Inverse document frequency of a word that `matching` of `articles` have. */
export function inverseDocumentFrequency(articles: number, matching: number): number {
  return Math.log(1 + (articles - matching + 0.5) / (matching + 0.5));
}

/** `saturate` stays below this. */
export const SATURATED = BM25F_K1 + 1;

/** Of a weighted frequency, 0 and more. */
export function saturate(weighted: number): number {
  return (weighted * SATURATED) / (weighted + BM25F_K1);
}

/** For each of FIELDS: words of all articles together, and how many articles have the field at all. */
export interface FieldTotals {
  readonly words: readonly number[];
  readonly articles: readonly number[];
}

/** `lengths` is `Uint32Array[articles * fields]`, row by row; takes `ordinals` of it, or all rows. */
export function totalLengths(lengths: Uint32Array, ordinals?: Iterable<number>): FieldTotals {
  const words = FIELDS.map(() => 0);
  const articles = FIELDS.map(() => 0);
  for (const ordinal of ordinals ?? new Array(lengths.length / FIELDS.length).keys()) {
    for (let field = 0; field < FIELDS.length; field++) {
      const length = lengths[ordinal * FIELDS.length + field] ?? 0;
      words[field] = (words[field] as number) + length;
      // An empty field is not a short one.
      if (length > 0) articles[field] = (articles[field] as number) + 1;
    }
  }
  return { words, articles };
}

export function differenceOf(all: FieldTotals, part: FieldTotals): FieldTotals {
  return {
    words: all.words.map((count, field) => count - (part.words[field] ?? 0)),
    articles: all.articles.map((count, field) => count - (part.articles[field] ?? 0)),
  };
}

/** What one occurrence counts in a field, by the number of the field's words. */
export class FieldNorm {
  readonly #weight: number;
  /** The part that doesn't depend on the length, and what each word of the field adds. */
  readonly #base: number;
  readonly #perWord: number;

  constructor(name: FieldName, words: number, articles: number) {
    const { weight, b } = FIELD_PARAMETERS[name];
    this.#weight = weight;
    this.#base = 1 - b;
    this.#perWord = words === 0 ? 0 : b / (words / articles);
  }

  of(length: number): number {
    return this.#weight / (this.#base + this.#perWord * length);
  }

  /** In single precision. */
  single(length: number): number {
    return Math.fround(this.of(length));
  }
}
