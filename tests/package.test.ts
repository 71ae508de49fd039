// What package.json and the lock file promise: exact versions, and an `npm ci` that prints no warnings.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { VERSION } from "../src/service/version.ts";

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  /** npm's list of dependencies whose install scripts may run, or need not. */
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string) => JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Manifest;
const pinsIn = (folder: string) => {
  const { dependencies, devDependencies } = manifestIn(folder);
  return Object.entries({ ...dependencies, ...devDependencies });
};
interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly engines?: { readonly node?: string };
}
const locked = Object.entries(
  (JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> })
    .packages,
).map(([path, entry]) => ({ ...entry, name: path.split("node_modules/").at(-1) ?? "" }));

type Version = readonly [major: number, minor: number, patch: number];
const isAtLeast = (version: Version, least: Version) => {
  const differing = version.findIndex((part, i) => part !== least[i]);
  return differing === -1 || (version[differing] ?? 0) > (least[differing] ?? 0);
};
/** npm's rule for the forms that occur here: `>=1.2.3`, `^1.2.3`, `1.*`, joined by `||`. */
const satisfies = (version: Version, range: string) =>
  range.split("||").some((alternative) => {
    const [, operator, ...digits] =
      /^\s*(>=|\^|)\s*(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?\s*$/.exec(alternative) ?? [];
    if (operator === undefined) throw new Error(`a range that this test does not read: ${range}`);
    const [major = 0, minor = 0, patch = 0] = digits.map((part) => Number.parseInt(part ?? "0", 10) || 0);
    return isAtLeast(version, [major, minor, patch]) && (operator === ">=" || version[0] === major);
  });

/** Folders that have a lock file. */
const FOLDERS = [".", "scripts/bench/baselines", "recipes/astro", "recipes/eleventy"];

it("gives the function the version of the package", () => {
  expect(VERSION).toBe(manifestIn(".").version);
});

it.each([...FOLDERS, "recipes/worker"])("pins every package of %s exactly", (folder) => {
  const pins = pinsIn(folder);
  expect(pins.length).toBeGreaterThan(folder === "." ? 20 : 0);
  expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it("says of every dependency with an install script whether npm may run it, and of no other", () => {
  const withScripts = locked
    .filter((entry) => entry.hasInstallScript && !entry.optional)
    .map(({ name }) => name);
  expect(Object.keys(manifestIn(".").allowScripts)).toEqual(withScripts.toSorted());
});

it.each([
  [22, 17, 0],
  [24, 0, 0],
  [26, 0, 0],
] as const)("installs only packages that support Node %i.%i.%i, which it says it supports itself", (...version) => {
  expect(satisfies(version, manifestIn(".").engines.node)).toBe(true);
  const unsupporting = locked.filter(
    ({ engines, optional }) => !optional && engines?.node !== undefined && !satisfies(version, engines.node),
  );
  expect(unsupporting.map(({ name }) => name)).toEqual([]);
});

it.each(FOLDERS)("keeps addresses of registries out of the lock file of %s", (folder) => {
  expect(readFileSync(`${folder}/package-lock.json`, "utf8")).not.toMatch(/"resolved"|https?:\/\/registry/);
});

it("tests the Worker of the recipes with the wrangler that it names", () => {
  expect(pinsIn(".")).toEqual(expect.arrayContaining(pinsIn("recipes/worker")));
});
