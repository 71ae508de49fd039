// Dates of requests in the site's time zone, held to what the build makes of the dates of articles.

import { describe, expect, it } from "vitest";
import { parseDate } from "../../scripts/build/source/article/dates.ts";
import { instantOf, sentMoment } from "../../src/answers/site-time.ts";
import { integerBetween, pick } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const iso = (text: string, zone: string) => new Date(instantOf(sentMoment.parse(text), zone)).toISOString();

describe("a date without a zone", () => {
  it("begins at the site's midnight, in winter and in summer", () => {
    expect(iso("2024-01-15", "Europe/Berlin")).toBe("2024-01-14T23:00:00.000Z");
    expect(iso("2024-07-15", "Europe/Berlin")).toBe("2024-07-14T22:00:00.000Z");
    expect(iso("2024-07-15", "UTC")).toBe("2024-07-15T00:00:00.000Z");
  });

  it("is the earlier moment where the clock shows it twice, and moves forward where it is skipped", () => {
    expect(iso("2024-10-27T02:30", "Europe/Berlin")).toBe("2024-10-27T00:30:00.000Z");
    expect(iso("2024-03-31T02:30", "Europe/Berlin")).toBe("2024-03-31T01:30:00.000Z");
    expect(iso("2011-12-30", "Pacific/Apia")).toBe("2011-12-30T10:00:00.000Z");
  });

  it("has nothing to do with one that names a zone", () => {
    expect(iso("2024-07-15T00:00:00+02:00", "Pacific/Apia")).toBe("2024-07-14T22:00:00.000Z");
  });
});

describe.each([701, 702, 703])("generated dates (seed %i)", (seed) => {
  it("are the moments that the build reads from the same text", () => {
    const random = seededRandom(seed);
    const two = (value: number) => String(value).padStart(2, "0");
    for (let i = 0; i < 300; i++) {
      const zone = pick(random, [
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Africa/Casablanca",
        "UTC",
      ]);
      // The days on which clocks change are among these more often than by chance.
      const month = pick(random, [3, 4, 9, 10, 11, integerBetween(random, 1, 12)]);
      const day = integerBetween(random, 1, month === 2 ? 28 : 30);
      const date = `${integerBetween(random, 1970, 2035)}-${two(month)}-${two(day)}`;
      const time = `T${two(integerBetween(random, 0, 4))}:${two(integerBetween(random, 0, 59))}`;
      const text = random() < 0.3 ? date : `${date}${time}`;
      expect([text, zone, iso(text, zone)]).toEqual([text, zone, parseDate(text, zone)]);
    }
  });
});
