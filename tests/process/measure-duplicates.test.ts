// The measurement of near-duplicates as people start it.

import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["scripts/eval/measure-duplicates.ts", ...args], { encoding: "utf8" });

it("groups every rewrite of the sample archive and nothing else", () => {
  const { status, stdout } = run("--json", "--seed", "7");
  const { articles, grouped, rewrites, generated } = JSON.parse(stdout);
  expect(status).toBe(0);
  expect({ grouped, ...rewrites }).toMatchObject({ grouped: 8, wanted: 8, right: 8, wrong: 0 });
  expect(generated.wanted).toBeGreaterThan(articles);
});

it("names a folder that does not exist", () => {
  const { status, stderr } = run("content/nowhere");
  expect(status).toBe(2);
  expect(stderr).toMatch(/content\/nowhere does not exist\. Accepted is a folder or a file of articles\./);
});
