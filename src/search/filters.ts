// Which articles a request wants to see, by their labels and dates: columns of the snapshot, no record is read. Names
// are compared by labels.ts; how a request writes them is the routes' matter.

import { labelKey } from "../snapshot/labels.ts";
import type { Snapshot } from "../snapshot/reader.ts";

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
export function articleFilter(snapshot: Snapshot, filters: Filters): ((ordinal: number) => boolean) | null {
  if (!isFiltering(filters)) return null;
  const { publishedAfter, publishedBefore } = filters;
  const { publishedAt, labelLists } = snapshot;
  const wanted = [...filters.names]
    .filter(([, names]) => names.length > 0)
    .map(([kind, names]) => marksOf(snapshot, kind, names));
  const after = publishedAfter ?? Number.NEGATIVE_INFINITY;
  const before = publishedBefore ?? Number.POSITIVE_INFINITY;
  const isDated = publishedAfter !== null || publishedBefore !== null;
  return (ordinal) => {
    // Comparisons with NaN, which is no date, are false.
    if (isDated) {
      const time = publishedAt[ordinal] as number;
      if (!(time >= after && time < before)) return false;
    }
    for (const marks of wanted) if (!labelLists.hasMarked(ordinal, marks)) return false;
    return true;
  };
}

/** `Uint8Array[labels]`: 1 for each of the names that an article has. */
function marksOf({ labelKeys }: Snapshot, kind: string, names: readonly string[]): Uint8Array {
  const marks = new Uint8Array(labelKeys.size);
  for (const name of names) {
    const label = labelKeys.find(labelKey(kind, name));
    if (label >= 0) marks[label] = 1;
  }
  return marks;
}
