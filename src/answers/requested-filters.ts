// The filters of a request, and their conversion for the engine: names by kind of label, and dates as timestamps.

import type { Filters } from "../engine/filters.ts";
import { instantOf, type SentMoment } from "./site-time.ts";

/** By custom field: an article must have one of these values. An empty list lets everything through. */
export type FieldFilters = ReadonlyMap<string, readonly string[]>;

/** An article must have one value from each list; an empty list lets everything through. */
export interface RequestedFilters {
  readonly section: readonly string[];
  readonly tag: readonly string[];
  readonly author: readonly string[];
  readonly lang: readonly string[];
  readonly year: readonly string[];
  /** Inclusive. */
  readonly publishedAfter: SentMoment | null;
  /** Exclusive. */
  readonly publishedBefore: SentMoment | null;
  readonly fields: FieldFilters;
}

/** `timeZone` is an IANA name and applies to dates without a zone. */
export function filtersOf(requested: RequestedFilters, timeZone: string): Filters {
  const { section, tag, author, lang, year, publishedAfter, publishedBefore, fields } = requested;
  const instant = (moment: SentMoment | null) => (moment === null ? null : instantOf(moment, timeZone));
  return {
    names: new Map([...Object.entries({ section, tag, author, lang, year }), ...fields]),
    publishedAfter: instant(publishedAfter),
    publishedBefore: instant(publishedBefore),
  };
}
