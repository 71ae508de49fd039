// Scripts without spaces, cut by Node's dictionaries; tests/edge/spaceless-words.test.ts holds the function to the same.

import { expect, it } from "vitest";
import { analyse } from "../../src/lexical/analyser.ts";
import fixture from "../fixtures/spaceless-words.json" with { type: "json" };

it.each(fixture.texts)("Node cuts $text as noted", ({ text, words }) => {
  expect(analyse(text, "und").map(({ start, end }) => text.slice(start, end))).toEqual(words);
});
