// Dates as archives write them, converted to ISO 8601 in UTC.

import { describe, expect, it } from "vitest";
import { localDateParts, parseDate } from "../../../../../scripts/build/source/article/dates.ts";

describe("parseDate", () => {
  it.each([
    ["2019-04-25", "2019-04-25T04:00:00.000Z"],
    ["2019-04-25T10:00:00", "2019-04-25T14:00:00.000Z"],
    ["2019-04-25T10:00", "2019-04-25T14:00:00.000Z"],
    ["2019-04-25T10:00:00+02:00", "2019-04-25T08:00:00.000Z"],
    ["2019-04-25T10:00:00.123456Z", "2019-04-25T10:00:00.123Z"],
    ["20190425T100000Z", "2019-04-25T10:00:00.000Z"],
    ["2019-04-25 10:00:00 +0200", "2019-04-25T08:00:00.000Z"],
    ["2019-04-25 10:00:00", "2019-04-25T14:00:00.000Z"],
    ["2019-04-25 10:00", "2019-04-25T14:00:00.000Z"],
    [" 2019-04-25  10:00:00  Z ", "2019-04-25T10:00:00.000Z"],
    ["2019-04-25 10:00:00 Europe/Berlin", "2019-04-25T08:00:00.000Z"],
    ["Thu, 25 Apr 2019 10:00:00 +0200", "2019-04-25T08:00:00.000Z"],
    ["25 Apr 2019 10:00:00 GMT", "2019-04-25T10:00:00.000Z"],
    ["1556179200", "2019-04-25T08:00:00.000Z"],
    [1556179200, "2019-04-25T08:00:00.000Z"],
    [1556179200123, "2019-04-25T08:00:00.123Z"],
    [20190425, "2019-04-25T04:00:00.000Z"],
    ["1851-09-18", "1851-09-18T04:56:02.000Z"],
  ])("reads %j in the zone of New York as %s", (value, iso) => {
    expect(parseDate(value, "America/New_York")).toBe(iso);
  });

  it.each([
    ["the hour that spring skips moves on", "2024-03-10T02:30:00", "2024-03-10T07:30:00.000Z"],
    ["the hour that autumn repeats is its first", "2024-11-03T01:30:00", "2024-11-03T05:30:00.000Z"],
    ["the last minute before spring", "2024-03-10T01:59:00", "2024-03-10T06:59:00.000Z"],
    ["a date in summer begins at summer's midnight", "2024-07-01", "2024-07-01T04:00:00.000Z"],
    ["a date in winter begins at winter's midnight", "2024-01-01", "2024-01-01T05:00:00.000Z"],
  ])("at a change of the clocks: %s", (_, value, iso) => {
    expect(parseDate(value, "America/New_York")).toBe(iso);
  });

  it("begins a day whose midnight is skipped at its first minute", () => {
    expect(parseDate("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
  });

  it("begins a day whose midnight comes twice at the first of them", () => {
    expect(parseDate("2018-11-04", "America/Havana")).toBe("2018-11-04T04:00:00.000Z");
  });

  it.each([
    "yesterday",
    "",
    "2019-13-01",
    "2019-02-30",
    "0000-00-00 00:00:00",
    "25/04/2019",
    "2019",
    2019,
    0,
    Number.NaN,
    1e20,
    true,
    null,
    { $date: "2019-04-25" },
    "2019-04-25T10:00:00+99:00",
  ])("refuses %j", (value) => {
    expect(parseDate(value, "UTC")).toBeNull();
  });
});

describe("localDateParts", () => {
  it("gives the day of the site's zone, not of UTC", () => {
    expect(localDateParts("2024-12-31T23:30:00.000Z", "Asia/Tokyo")).toEqual({
      yyyy: "2025",
      mm: "01",
      dd: "01",
    });
  });
});
