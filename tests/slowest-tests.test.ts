// The list of the slowest tests that a run ends with.

import { expect, it } from "vitest";
import { slowestLines } from "./support/slowest-tests.ts";

it("lists the slowest tests first, each with its seconds, its file and its title", () => {
  const tests = [
    { file: "tests/a.test.ts", title: "adds > two numbers", durationMs: 40 },
    { file: "tests/b.test.ts", title: "opens a page", durationMs: 12_345 },
    { file: "tests/c.test.ts", title: "builds", durationMs: 1_000 },
  ];
  expect(slowestLines(tests, 2)).toEqual([
    "   12.3 s  tests/b.test.ts  opens a page",
    "    1.0 s  tests/c.test.ts  builds",
  ]);
});
