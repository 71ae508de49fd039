// How far apart two articles are in time, and how that affects the order: the older (or newer) a candidate is than its
// subject, the lower it ranks. Age only changes the order; it never decides whether an article is related.

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_DAYS = 365;

/** When one article was published, or the period in which several were; milliseconds since 1970. */
export interface TimeSpan {
  readonly earliest: number;
  readonly latest: number;
}

/** The span of the dates among `times` (NaN means undated); null if none is dated. */
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

/** Days from `time` to the span, at least 0; null if either is undated. */
export function ageDays(time: number, span: TimeSpan | null): number | null {
  if (span === null || Number.isNaN(time)) return null;
  return Math.max(0, span.earliest - time, time - span.latest) / DAY_MS;
}

/**
 * Ranking factor, 0..1: 1 / (age in years + 1) ^ recency, modelled on the age penalty of Discourse's related topics.
 * `recency` is 0 (age has no effect) to 1. If either side is undated, the factor is 1.
 */
export function ageFactor(time: number, span: TimeSpan | null, recency: number): number {
  const days = ageDays(time, span);
  return days === null || recency === 0 ? 1 : (days / YEAR_DAYS + 1) ** -recency;
}
