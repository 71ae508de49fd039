// Which articles a request's filters let through, by facet values and dates: reads columns only, no records. Names are
// compared as facet-values.ts folds them.

import type { Columns, FacetColumn } from "../index/columns.ts";
import { labelKey } from "../index/facet-values.ts";

export interface Filters {
  /**
   * By kind of label: the names of which an article must have one. Kinds without a name are not looked at; a name that
   * no article has lets none through.
   */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds since 1970, inclusive; null: no bound. With a bound an article without a date is left out. */
  readonly publishedAfter: number | null;
  /** The same, exclusive. */
  readonly publishedBefore: number | null;
}

export const NO_FILTERS: Filters = { names: new Map(), publishedAfter: null, publishedBefore: null };

/** Whether anything is asked of an article. */
export function isFiltering({ names, publishedAfter, publishedBefore }: Filters): boolean {
  const isNamed = [...names.values()].some((own) => own.length > 0);
  return isNamed || publishedAfter !== null || publishedBefore !== null;
}

/** Whether an article (its ordinal) passes every filter; null where all do. */
export function articleFilter(columns: Columns, filters: Filters): ((ordinal: number) => boolean) | null {
  if (!isFiltering(filters)) return null;
  const { publishedAfter, publishedBefore } = filters;
  const { publishedAt, facets } = columns;
  const passing = new Uint8Array(publishedAt.length).fill(1);
  if (publishedAfter !== null || publishedBefore !== null) {
    const after = publishedAfter ?? Number.NEGATIVE_INFINITY;
    const before = publishedBefore ?? Number.POSITIVE_INFINITY;
    for (let ordinal = 0; ordinal < passing.length; ordinal++) {
      // Comparisons with NaN, which is no date, are false.
      const time = publishedAt[ordinal] as number;
      passing[ordinal] = Number(time >= after && time < before);
    }
  }
  for (const [kind, names] of filters.names) {
    if (names.length === 0) continue;
    const having = facets.lists.havingAny(marksOf(facets, kind, names));
    for (let ordinal = 0; ordinal < passing.length; ordinal++) {
      passing[ordinal] = (passing[ordinal] as number) & (having[ordinal] as number);
    }
  }
  return (ordinal) => passing[ordinal] === 1;
}

/** `Uint8Array[labels]`: 1 for each of the names that an article has. */
function marksOf({ keys }: FacetColumn, kind: string, names: readonly string[]): Uint8Array {
  const marks = new Uint8Array(keys.size);
  for (const name of names) {
    const label = keys.find(labelKey(kind, name));
    if (label >= 0) marks[label] = 1;
  }
  return marks;
}
