// Days as a site writes them: in its language and its time zone, with the calendar and the digits of that language.

export interface SiteDays {
  /** BCP 47 tag of the language that is written. */
  readonly language: string;
  /** Of a moment in ISO 8601, such as "25 April 2019". */
  write(moment: string): string;
}

/** Kept: making one takes longer than a search. A function serves one site, tests a few. */
const writers = new Map<string, SiteDays>();

/** `language` is a BCP 47 tag; one that the runtime does not know gets English days. `zone` is an IANA name. */
export function siteDays(language: string, zone: string): SiteDays {
  const key = `${language} ${zone}`;
  const kept = writers.get(key);
  if (kept !== undefined) return kept;
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
    // Without the second one the machine's own language would stand in.
    return new Intl.DateTimeFormat([language, "en"], options);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    // Not even the form of a tag.
    return new Intl.DateTimeFormat("en", options);
  }
}
