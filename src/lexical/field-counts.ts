// Counts the words of one article by field. Posting lists are written from these counts, and an article that isn't in the
// index can be scored by them.

import { analyse } from "./analyser.ts";
import { stemOf } from "./stemming.ts";

/** In the order in which they are stored. */
export const FIELDS = ["title", "summary", "tags", "body"] as const;
export type FieldName = (typeof FIELDS)[number];

/** Positions between fields, and between tags, so that a phrase can't run from one into the next. */
export const POSITION_GAP = 32;

export interface TermOccurrences {
  /** Folded stem in the article's language; the term itself if the language has no stemmer. */
  readonly stem: string;
  /** How often in each of FIELDS; their sum is above 0. */
  readonly frequencies: readonly number[];
  /** Word positions, ascending through all fields; as many as the frequencies together. */
  readonly positions: readonly number[];
}

export interface FieldCounts {
  /** Words of each of FIELDS without stop words. */
  readonly lengths: readonly number[];
  /** By folded word. Stop words of the title alone: enough to find "The Who", at half the size. */
  readonly terms: ReadonlyMap<string, TermOccurrences>;
}

export interface FieldTexts {
  readonly title: string;
  readonly summary: string | null;
  /** null or empty if it must not be counted (members-only articles). */
  readonly body: string | null;
  readonly tags: readonly string[];
}

export function countFields(fields: FieldTexts, lang: string): FieldCounts {
  const lengths = FIELDS.map(() => 0);
  const terms = new Map<string, { stem: string; frequencies: number[]; positions: number[] }>();
  let next = 0;
  const add = (text: string, field: number): void => {
    let end = next;
    for (const { term, spelling, position, stop } of analyse(text, lang)) {
      end = next + position + 1;
      if (stop && FIELDS[field] !== "title") continue;
      if (!stop) lengths[field] = (lengths[field] ?? 0) + 1;
      let counted = terms.get(term);
      if (counted === undefined) {
        counted = { stem: stemOf(spelling, lang), frequencies: FIELDS.map(() => 0), positions: [] };
        terms.set(term, counted);
      }
      counted.frequencies[field] = (counted.frequencies[field] ?? 0) + 1;
      counted.positions.push(next + position);
    }
    next = end + POSITION_GAP;
  };
  add(fields.title, FIELDS.indexOf("title"));
  add(fields.summary ?? "", FIELDS.indexOf("summary"));
  for (const tag of fields.tags) add(tag, FIELDS.indexOf("tags"));
  add(fields.body ?? "", FIELDS.indexOf("body"));
  return { lengths, terms };
}
