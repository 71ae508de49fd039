import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { VERSION } from "../../src/routes/version.ts";

it("gives the function the version of the package", () => {
  const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));
  expect(manifest).toMatchObject({ version: VERSION });
});
