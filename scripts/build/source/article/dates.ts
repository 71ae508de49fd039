// Dates as archives write them, converted to ISO 8601 in UTC. A date without a zone is the site's local time. Dates
// that can't be read are refused: a guess could put an article into the wrong year.

import { DateTime } from "luxon";

export const ACCEPTED_DATES =
  'use ISO 8601 ("2019-04-25", "2019-04-25T10:00:00+02:00"), "2019-04-25 10:00:00 +0200", ' +
  'RFC 2822 ("Thu, 25 Apr 2019 10:00:00 +0200") and seconds or milliseconds since 1970';

/** Below this (3 March 1973) a number of seconds can't be told from a year or a shortened date. */
const EPOCH_SECONDS_MIN = 1e8;
/** From here on a number is in milliseconds; in seconds it would be the year 5138. */
const EPOCH_MILLIS_MIN = 1e11;
const MILLIS_MAX = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const MILLIS_MIN = new Date("0001-01-01T00:00:00Z").getTime();
/** No local time was ever further from UTC. */
const OFFSET_MAX_MINUTES = 16 * 60;

/** `2019-04-25T08:00:00.000Z`, or null for a value that isn't one of `ACCEPTED_DATES`. `zone` is an IANA name. */
export function parseDate(value: unknown, zone: string): string | null {
  if (typeof value === "number") return fromNumber(value, zone);
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (/^-?\d{8,15}$/.test(text)) return fromNumber(Number(text), zone);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return fromLocal(DateTime.fromISO(text, { zone }));
  const options = { zone, setZone: true };
  if (/^\d{4}-?\d{2}-?\d{2}T/i.test(text)) return fromLocal(DateTime.fromISO(text, options));
  if (/^\d{4}-\d{2}-\d{2}\s/.test(text)) {
    return fromLocal(DateTime.fromSQL(text.replace(/\s+/g, " "), options));
  }
  return fromLocal(DateTime.fromRFC2822(text, options));
}

/** Parts of a date in the site's zone, for URL patterns. */
export function localDateParts(iso: string, zone: string): { yyyy: string; mm: string; dd: string } {
  const [yyyy = "", mm = "", dd = ""] = DateTime.fromMillis(Date.parse(iso), { zone })
    .toFormat("yyyy-MM-dd")
    .split("-");
  return { yyyy, mm, dd };
}

function fromNumber(value: number, zone: string): string | null {
  // `date: 20190425` without quotes is a number; in seconds it would be in 1970.
  if (Number.isInteger(value) && value >= 1000_01_01 && value <= 9999_12_31) {
    return fromLocal(DateTime.fromISO(String(value), { zone }));
  }
  const size = Math.abs(value);
  if (!(size >= EPOCH_SECONDS_MIN)) return null;
  return toIso(size >= EPOCH_MILLIS_MIN ? value : value * 1000);
}

/** A local time that the clock shows twice is the earlier one; a time that it skips moves forward by the gap. */
function fromLocal(date: DateTime): string | null {
  if (!date.isValid || Math.abs(date.offset) > OFFSET_MAX_MINUTES) return null;
  return toIso((date.getPossibleOffsets()[0] ?? date).toMillis());
}

function toIso(millis: number): string | null {
  return millis >= MILLIS_MIN && millis <= MILLIS_MAX ? new Date(millis).toISOString() : null;
}
