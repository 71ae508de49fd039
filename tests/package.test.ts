// What package.json and the lock file promise.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { VERSION } from "../src/service/version.ts";

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Manifest;
const pinsIn = (folder: string) => {
  const { dependencies, devDependencies } = manifestIn(folder);
  return Object.entries({ ...dependencies, ...devDependencies });
};
/** With a lock file each. */
const FOLDERS = [".", "scripts/bench/peers", "recipes/astro", "recipes/eleventy"];

it("gives the function the version of the package", () => {
  expect(VERSION).toBe(manifestIn(".").version);
});

it.each([...FOLDERS, "recipes/worker"])("pins every package of %s exactly", (folder) => {
  const pins = pinsIn(folder);
  expect(pins.length).toBeGreaterThan(folder === "." ? 20 : 0);
  expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it.each(FOLDERS)("keeps addresses of registries out of the lock file of %s", (folder) => {
  expect(readFileSync(`${folder}/package-lock.json`, "utf8")).not.toMatch(/"resolved"|https?:\/\/registry/);
});

it("tests the Worker of the recipes with the wrangler that it names", () => {
  expect(pinsIn(".")).toEqual(expect.arrayContaining(pinsIn("recipes/worker")));
});
