// What package.json and the lock file promise.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { VERSION } from "../../src/routes/version.ts";

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

it("gives the function the version of the package", () => {
  expect(VERSION).toBe(manifest.version);
});

it("pins every package exactly", () => {
  const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(pins.length).toBeGreaterThan(20);
  expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

it("keeps addresses of registries out of the lock file", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toMatch(/"resolved"|https?:\/\/registry/);
});
