// The filters of a request as the engine takes them: names by kind of label, and dates as moments.

import type { Filters } from "../engine/filters.ts";
import type { Asked } from "../http/parameters/declared-fields.ts";
import type { ARTICLES_PARAMETERS } from "../http/parameters/parameters.ts";
import { instantOf, type SentMoment } from "./site-time.ts";

type Filtering = Pick<
  Asked<typeof ARTICLES_PARAMETERS>,
  "section" | "tag" | "author" | "lang" | "year" | "publishedAfter" | "publishedBefore" | "fields"
>;

/** `timeZone` is an IANA name: that of dates without one. */
export function filtersOf(asked: Filtering, timeZone: string): Filters {
  const { section, tag, author, lang, year, publishedAfter, publishedBefore, fields } = asked;
  const instant = (moment: SentMoment | null) => (moment === null ? null : instantOf(moment, timeZone));
  return {
    names: new Map([...Object.entries({ section, tag, author, lang, year }), ...fields]),
    publishedAfter: instant(publishedAfter),
    publishedBefore: instant(publishedBefore),
  };
}
