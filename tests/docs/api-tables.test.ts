// The tables of docs/api.md are generated from the parameter tables; this test checks that they are up to date and complete.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TABLE_NAMES, withTables } from "../../scripts/openapi/guide-tables.ts";
import { API_GUIDE_FILE } from "../../scripts/openapi/write-openapi.ts";
import { ARTICLES_PARAMETERS, SEARCH_PARAMETERS } from "../../src/http/parameters/parameters.ts";

const guide = readFileSync(API_GUIDE_FILE, "utf8");
const marker = (name: string) => `<!-- table: ${name} -->\n<!-- /table -->`;

describe("docs/api.md", () => {
  it('is what "npm run openapi" writes', () => {
    expect(withTables(guide)).toBe(guide);
  });

  it("shows every generated table once", () => {
    const shown = [...guide.matchAll(/^<!-- table: (\S+) -->$/gm)].map(([, name]) => name);
    expect(shown.toSorted()).toEqual(TABLE_NAMES.toSorted());
  });

  it("names no generated table that doesn't exist", () => {
    expect(() => withTables(marker("nothing"))).toThrow(RangeError);
  });
});

describe("a table of parameters", () => {
  const rows = (name: string) =>
    withTables(marker(name))
      .split("\n")
      .slice(3, -1)
      .map((line) => line.slice(2, -2).split(/ (?<!\\)\| /));

  it("has a row for every parameter, filters in a table of their own", () => {
    const names = (table: string) => rows(table).map(([name]) => name?.slice(1, -1));
    expect(new Set([...names("search"), ...names("filters")])).toEqual(
      new Set(Object.keys(SEARCH_PARAMETERS)),
    );
    expect([...names("articles"), ...names("filters")]).toEqual(Object.keys(ARTICLES_PARAMETERS));
  });

  it("says what is accepted, and the default or that there must be a value", () => {
    const row = (table: string, name: string) => rows(table).find(([cell]) => cell === `\`${name}\``);
    expect(row("search", "limit")?.slice(2)).toEqual(["a whole number from 1 to 50", "10"]);
    expect(row("search", "mode")?.slice(2)).toEqual(["`hybrid`, `semantic` or `keyword`", "`hybrid`"]);
    expect(row("search", "threshold")?.at(-1)).toBe("fitted at build");
    expect(row("related", "url")?.at(-1)).toBe("required");
    expect(row("search", "author")?.at(-1)).toBeUndefined();
    expect(row("filters", "author")?.at(-1)).toBe("none");
  });
});
