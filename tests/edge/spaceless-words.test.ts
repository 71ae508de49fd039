// Articles are cut into words by the build in Node, queries by the function in workerd: where the two cut differently,
// nothing is found.

import { expect, it } from "vitest";
import { analyse } from "../../src/lexical/analyser.ts";
import fixture from "../fixtures/spaceless-words.json" with { type: "json" };

it.each(fixture.texts)("workerd cuts $text as Node does", ({ text, words }) => {
  expect(analyse(text, "und").map(({ start, end }) => text.slice(start, end))).toEqual(words);
});
