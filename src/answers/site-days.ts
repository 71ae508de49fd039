// Formats days as the site does: in its language and time zone, with the calendar and digits of that language.

export interface SiteDays {
  /** BCP 47 tag of the language used. */
  readonly language: string;
  /** The day of an ISO 8601 timestamp, such as "25 April 2019". */
  write(moment: string): string;
}

/** Cached, because creating one takes longer than a search. A server has one site; tests use a few. */
const writers = new Map<string, SiteDays>();

/** `language` is a BCP 47 tag; if the runtime does not know it, days are in English. `zone` is an IANA name. */
export function siteDays(language: string, zone: string): SiteDays {
  const key = `${language} ${zone}`;
  const cached = writers.get(key);
  if (cached !== undefined) return cached;
  const format = createFormat(language, zone);
  const days: SiteDays = {
    language: format.resolvedOptions().locale,
    write: (moment) => format.format(Date.parse(moment)),
  };
  writers.set(key, days);
  return days;
}

function createFormat(language: string, timeZone: string): Intl.DateTimeFormat {
  const options = { timeZone, dateStyle: "long" } as const;
  try {
    // Without a second language, the fallback would be the machine's language.
    return new Intl.DateTimeFormat([language, "en"], options);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    // Not a language tag at all.
    return new Intl.DateTimeFormat("en", options);
  }
}
