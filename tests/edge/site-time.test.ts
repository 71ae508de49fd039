// The Worker reads dates without a time zone using workerd's time zone data, which must match Node's, with which the
// build reads the dates of articles (tests/answers/site-time.test.ts). workerd must also know the languages in which
// days are written.

import { expect, it } from "vitest";
import { siteDays } from "../../src/answers/site-days.ts";
import { instantOf, sentMoment } from "../../src/answers/site-time.ts";

it.each([
  ["2024-01-15", "Europe/Berlin", "2024-01-14T23:00:00.000Z"],
  ["2024-07-15T08:30", "America/St_Johns", "2024-07-15T11:00:00.000Z"],
  ["2024-10-27T02:30", "Europe/Berlin", "2024-10-27T00:30:00.000Z"],
  ["2024-03-31T02:30", "Europe/Berlin", "2024-03-31T01:30:00.000Z"],
])("workerd takes %s in %s for %s", (text, zone, moment) => {
  expect(new Date(instantOf(sentMoment.parse(text), zone)).toISOString()).toBe(moment);
});

it.each([
  ["en-GB", "Europe/London", "26 April 2019"],
  ["de-AT", "Europe/Vienna", "26. April 2019"],
  ["fr", "America/Toronto", "25 avril 2019"],
  ["zh-TW", "Asia/Taipei", "2019年4月26日"],
  ["xx", "UTC", "April 25, 2019"],
])("workerd writes days in %s, %s", (language, zone, day) => {
  expect(siteDays(language, zone).write("2019-04-25T23:30:00.000Z")).toBe(day);
});
