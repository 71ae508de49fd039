// BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004): frequencies are
// weighted by field and brought to the field's usual length, added up, and saturated once. The idf is the one that
// can't become negative, ln(1 + (N - n + 0.5) / (n + 0.5)), as Lucene uses it.

import type { Postings } from "../snapshot/sections.ts";
import { FIELDS, type FieldName } from "./field-counts.ts";

/** Saturation of a word's weighted frequency. */
export const BM25F_K1 = 1.2;

/** Weight of a word in the field, and how much the field's length counts, 0 (not at all) to 1. */
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

/** Of a weighted frequency, 0 and more, below k1 + 1. */
export function saturate(weighted: number): number {
  return (weighted * (BM25F_K1 + 1)) / (weighted + BM25F_K1);
}

export interface FieldNorms {
  /** `Float32Array[articles * fields]`: what one occurrence in the field of the article counts. */
  readonly ofArticles: Float32Array;
  /** What one occurrence counts in a field of this many words. */
  of(field: number, length: number): number;
}

const known = new WeakMap<Postings, FieldNorms>();

/** Computed once for an archive. */
export function fieldNorms(postings: Postings): FieldNorms {
  const norms = known.get(postings) ?? computeNorms(postings.lengths);
  known.set(postings, norms);
  return norms;
}

function computeNorms(lengths: Uint32Array): FieldNorms {
  const fields = FIELDS.length;
  // An empty field is no short one: only articles that have the field make its mean.
  const sums = FIELDS.map(() => 0);
  const having = FIELDS.map(() => 0);
  for (const [index, length] of lengths.entries()) {
    if (length === 0) continue;
    sums[index % fields] = (sums[index % fields] ?? 0) + length;
    having[index % fields] = (having[index % fields] ?? 0) + 1;
  }
  const of = (field: number, length: number): number => {
    const { weight, b } = FIELD_PARAMETERS[FIELDS[field] ?? "body"];
    const mean = (sums[field] ?? 0) / Math.max(1, having[field] ?? 0);
    return weight / (1 - b + b * (mean === 0 ? 1 : length / mean));
  };
  return { ofArticles: Float32Array.from(lengths, (length, index) => of(index % fields, length)), of };
}
