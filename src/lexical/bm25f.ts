// BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", 2004): frequencies are
// weighted by field and brought to the field's usual length, added up, and saturated once. The idf is the one that
// can't become negative, ln(1 + (N - n + 0.5) / (n + 0.5)), as Lucene uses it.

import { FIELDS, type FieldName } from "./field-counts.ts";
import type { Postings } from "./postings.ts";

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

/** What `saturate` never reaches. */
export const SATURATED = BM25F_K1 + 1;

/** Of a weighted frequency, 0 and more. */
export function saturate(weighted: number): number {
  return (weighted * SATURATED) / (weighted + BM25F_K1);
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
  const fields = FIELDS.map((name, field) => {
    const { weight, b } = FIELD_PARAMETERS[name];
    const mean = meanLength(lengths, field);
    return { weight, least: 1 - b, perWord: mean === 0 ? 0 : b / mean };
  });
  const of = (field: number, length: number): number => {
    const { weight, least, perWord } = fields[field] ?? { weight: 0, least: 1, perWord: 0 };
    return weight / (least + perWord * length);
  };
  const ofArticles = new Float32Array(lengths.length);
  for (const [field] of fields.entries()) {
    for (let at = field; at < lengths.length; at += fields.length)
      ofArticles[at] = of(field, lengths[at] ?? 0);
  }
  return { ofArticles, of };
}

/** Of the articles that have the field: an empty one is no short one. 0 where none has. */
function meanLength(lengths: Uint32Array, field: number): number {
  let sum = 0;
  let having = 0;
  for (let at = field; at < lengths.length; at += FIELDS.length) {
    const length = lengths[at] ?? 0;
    sum += length;
    if (length > 0) having++;
  }
  return having === 0 ? 0 : sum / having;
}
