// The build segments articles into words in Node, the Worker segments queries in workerd: if the two differ, search
// finds nothing.

import { expect, it } from "vitest";
import { analyse } from "../../src/lexical/analyser.ts";
import fixture from "../fixtures/spaceless-words.json" with { type: "json" };

it.each(fixture.texts)("workerd segments $text as Node does", ({ text, words }) => {
  expect(analyse(text, "und").map(({ start, end }) => text.slice(start, end))).toEqual(words);
});
