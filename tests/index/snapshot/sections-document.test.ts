// The table of sections in docs/snapshot-format.md against the one that the packer and the reader use.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../../../src/index/snapshot/sections.ts";

/** Names and elements by the rows of the table; `.scales` beside `articles.vectors` is `articles.scales`. */
function documented(): Map<string, string> {
  const text = readFileSync("docs/snapshot-format.md", "utf8");
  const table = text.slice(text.indexOf("| Section | Elements |"));
  const rows = table.matchAll(/^\| (`[^|]+) \| ([^|]+) \|/gm);
  const sections = new Map<string, string>();
  for (const [, names = "", elements = ""] of rows) {
    const [first = "", ...others] = [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    const group = first.slice(0, first.indexOf("."));
    const all = [first, ...others.map((name) => `${group}${name}`)];
    const shapes = elements.split(/, (?=bytes|u?int|float)/);
    for (const [at, name] of all.entries()) sections.set(name, shapes[at]?.trim() ?? "");
  }
  return sections;
}

/** As the document writes it. */
function elementsOf(name: SectionName): string {
  const [type, length] = SECTIONS[name];
  if (type === "bytes") return "bytes";
  return `${type}[${(length ?? "…").replace(/^(\d) × /, "$1 ")}]`;
}

it("names every section, with its type and its length", () => {
  expect(Object.fromEntries(documented())).toEqual(
    Object.fromEntries(SECTION_NAMES.map((name) => [name, elementsOf(name)])),
  );
});
