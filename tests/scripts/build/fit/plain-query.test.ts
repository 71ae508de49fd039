// Queries of sets lose what search takes for operators, and nothing else.

import { expect, it } from "vitest";
import { plainQuery } from "../../../../scripts/build/fit/plain-query.ts";
import { parseKeywordQuery } from "../../../../src/lexical/keyword-query.ts";

it.each([
  'the "training" phase of a “classifier”',
  "flow -dash experimental papers",
  '-"hot line" proposal',
  '"-dash" and „Kurier“ and «Le Monde»',
  "--no such option",
])("no phrase is asked for and no word excluded by the plain text of: %s", (text) => {
  const { phrases, excluded } = parseKeywordQuery(plainQuery(text), ["en"]);
  expect({ phrases, excluded }).toEqual({ phrases: [], excluded: [] });
});

it("hyphens within words and between them stay, as do apostrophes", () => {
  const text = "end-user operation - who's first?";
  expect(plainQuery(text)).toBe(text);
});
