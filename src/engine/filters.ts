// Decides which articles pass a request's filters, by facet value and date. Reads columns only, not records. Names are
// folded by facet-values.ts before they are compared.

import type { Columns, FacetColumn } from "../index/columns.ts";
import { labelKey } from "../index/facet-values.ts";

export interface Filters {
  /**
   * By kind of label: an article must have one of these names. A kind without names is ignored; a name that no article
   * has lets nothing through.
   */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Milliseconds since 1970, inclusive; null: no bound. Any bound leaves out undated articles. */
  readonly publishedAfter: number | null;
  /** The same, exclusive. */
  readonly publishedBefore: number | null;
}

export const NO_FILTERS: Filters = { names: new Map(), publishedAfter: null, publishedBefore: null };

/** Whether there is any filter at all. */
export function isFiltering({ names, publishedAfter, publishedBefore }: Filters): boolean {
  const isNamed = [...names.values()].some((own) => own.length > 0);
  return isNamed || publishedAfter !== null || publishedBefore !== null;
}

/** A test whether an article (its ordinal) passes every filter; null if there is no filter. */
export function articleFilter(columns: Columns, filters: Filters): ((ordinal: number) => boolean) | null {
  if (!isFiltering(filters)) return null;
  const { publishedAfter, publishedBefore } = filters;
  const { publishedAt, facets } = columns;
  const passing = new Uint8Array(publishedAt.length).fill(1);
  if (publishedAfter !== null || publishedBefore !== null) {
    const after = publishedAfter ?? Number.NEGATIVE_INFINITY;
    const before = publishedBefore ?? Number.POSITIVE_INFINITY;
    for (let ordinal = 0; ordinal < passing.length; ordinal++) {
      // Comparisons with NaN, which means undated, are false.
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

/** `Uint8Array[labels]`: 1 for each of the names, if any article has it. */
function marksOf({ keys }: FacetColumn, kind: string, names: readonly string[]): Uint8Array {
  const marks = new Uint8Array(keys.size);
  for (const name of names) {
    const label = keys.find(labelKey(kind, name));
    if (label >= 0) marks[label] = 1;
  }
  return marks;
}
