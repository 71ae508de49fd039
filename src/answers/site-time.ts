// Reads the dates of requests: ISO 8601, in the site's time zone unless they name one. The build reads articles' dates
// the same way (scripts/build/source/article/dates.ts), but with a library, which the server does not need.

import { z } from "zod";

/** A date without a zone needs the site's zone to become a moment in time. */
export type SentMoment =
  | { readonly kind: "instant"; readonly ms: number }
  /** Milliseconds since 1970, as if the site's time zone were UTC. */
  | { readonly kind: "local"; readonly ms: number };

export const MOMENT_ACCEPTED =
  'an ISO 8601 date or date and time, such as "2025-06-24", "2025-06-24T08:00" (both in the site\'s time zone) or ' +
  '"2025-06-24T08:00:00Z"';

const HAS_ZONE = /T.*(?:Z|[+-]\d{2}:\d{2})$/;

export const sentMoment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })])
  .transform((text): SentMoment => {
    if (HAS_ZONE.test(text)) return { kind: "instant", ms: Date.parse(text) };
    return { kind: "local", ms: Date.parse(text.includes("T") ? `${text}Z` : `${text}T00:00Z`) };
  })
  .refine(({ ms }) => !Number.isNaN(ms));

/** In a URL, an unescaped plus sign of an offset arrives as a space; nothing else can be there. */
export function momentFromText(text: string): unknown {
  return text.replace(/(?<=T.*) (?=\d{2}:\d{2}$)/, "+");
}

/** Milliseconds since 1970; `zone` is an IANA name. */
export function instantOf(moment: SentMoment, zone: string): number {
  return moment.kind === "instant" ? moment.ms : localInstant(moment.ms, zone);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** For a local time that occurs twice, the earlier moment; a skipped local time moves forward by the gap. */
function localInstant(local: number, zone: string): number {
  const earlier = local - offsetAt(local - DAY_MS, zone);
  const later = local - offsetAt(local + DAY_MS, zone);
  const fits = (instant: number) => instant + offsetAt(instant, zone) === local;
  const fitting = [earlier, later].filter(fits);
  return fitting.length > 0 ? Math.min(...fitting) : earlier;
}

/** Cached, because creating one takes longer than a search. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which `zone` is ahead of UTC at `instant`. */
function offsetAt(instant: number, zone: string): number {
  const clock = clocks.get(zone) ?? createClock(zone);
  clocks.set(zone, clock);
  const shown = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? 0;
  const date = new Date(0);
  date.setUTCFullYear(part("year"), part("month") - 1, part("day"));
  date.setUTCHours(part("hour"), part("minute"), part("second"));
  return date.getTime() - Math.floor(instant / 1000) * 1000;
}

function createClock(timeZone: string): Intl.DateTimeFormat {
  const numeric = "numeric";
  return new Intl.DateTimeFormat("en", {
    ...{ timeZone, hourCycle: "h23", calendar: "iso8601", numberingSystem: "latn" },
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
}
