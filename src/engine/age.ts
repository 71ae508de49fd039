// How far two articles are apart in time, and what that does to their order: the older (or younger) a candidate is than
// its subject, the less it weighs. Age changes the order and never decides what is related.

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_DAYS = 365;

/** When something was published, or the time over which several things were; milliseconds since 1970. */
export interface TimeSpan {
  readonly earliest: number;
  readonly latest: number;
}

/** The span of the dates among `times` (NaN is no date); null where there is none. */
export function spanOf(times: Iterable<number>): TimeSpan | null {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (Number.isNaN(time)) continue;
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
  }
  return earliest <= latest ? { earliest, latest } : null;
}

/** Days from `time` to the span, at least 0; null where either has no date. */
export function ageDays(time: number, span: TimeSpan | null): number | null {
  if (span === null || Number.isNaN(time)) return null;
  return Math.max(0, span.earliest - time, time - span.latest) / DAY_MS;
}

/**
 * Factor of the order, 0..1: 1 / (age in years + 1) ^ recency, after the age penalty of Discourse's related topics.
 * `recency` is 0 (age does nothing) to 1. Without a date on both sides there is no age, and the factor is 1.
 */
export function ageFactor(time: number, span: TimeSpan | null, recency: number): number {
  const days = ageDays(time, span);
  return days === null || recency === 0 ? 1 : (days / YEAR_DAYS + 1) ** -recency;
}
