// Dates without a zone are read by the function with the clocks that workerd knows: they must be those of Node, by which
// the build reads the dates of articles (tests/unit/site-time.test.ts).

import { expect, it } from "vitest";
import { instantOf, sentMoment } from "../../src/routes/site-time.ts";

it.each([
  ["2024-01-15", "Europe/Berlin", "2024-01-14T23:00:00.000Z"],
  ["2024-07-15T08:30", "America/St_Johns", "2024-07-15T11:00:00.000Z"],
  ["2024-10-27T02:30", "Europe/Berlin", "2024-10-27T00:30:00.000Z"],
  ["2024-03-31T02:30", "Europe/Berlin", "2024-03-31T01:30:00.000Z"],
])("workerd takes %s in %s for %s", (text, zone, moment) => {
  expect(new Date(instantOf(sentMoment.parse(text), zone)).toISOString()).toBe(moment);
});
