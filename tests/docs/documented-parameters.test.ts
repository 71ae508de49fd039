// The tables of docs/api.md are held to those by which requests are read: every name, what is accepted and the default.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Parameter } from "../../src/http/parameters/parameter.ts";
import {
  ARTICLES_PARAMETERS,
  EVENT_FIELDS,
  RELATED_BY_URL_PARAMETERS,
  SEARCH_PARAMETERS,
  SUBJECT_FIELDS,
  SUGGEST_PARAMETERS,
} from "../../src/http/parameters/parameters.ts";
import type { Table } from "../../src/http/parameters/read-parameters.ts";

interface Row {
  readonly accepted: string;
  readonly fallback: string;
}

/** Rows of the first table under a heading, by each name of their first cell. */
function rowsUnder(heading: string): ReadonlyMap<string, Row> {
  const text = readFileSync("docs/api.md", "utf8");
  const start = text.search(new RegExp(`^#+ ${heading}$`, "m"));
  if (start < 0) throw new Error(`docs/api.md has no heading "${heading}"`);
  const [table = ""] = /(?:^\|.*\n)+/m.exec(text.slice(start)) ?? [];
  return new Map(
    table.split("\n").flatMap((line) => {
      const [, names = "", accepted = "", fallback = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      return [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => [name, { accepted, fallback }] as const);
    }),
  );
}

const { limit: _, offset: __, ...FILTERS } = ARTICLES_PARAMETERS;
const isFilter = (name: string) => Object.hasOwn(FILTERS, name);
const own = (table: Table): Table =>
  Object.fromEntries(Object.entries(table).filter(([name]) => !isFilter(name)));

const SECTIONS: readonly (readonly [string, Table])[] = [
  ["Search", own(SEARCH_PARAMETERS)],
  ["Filters", FILTERS],
  ["Suggestions", SUGGEST_PARAMETERS],
  ["Related articles", own(RELATED_BY_URL_PARAMETERS)],
  ["POST \\/v1\\/related", SUBJECT_FIELDS],
  ["POST \\/v1\\/events", EVENT_FIELDS],
];

interface Keywords {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly items?: Keywords;
}

/** What must be written of a parameter, each as it stands in the text. */
function promises({ schema }: Parameter<unknown>): string[] {
  const json = z.toJSONSchema(schema, { io: "input" }) as Keywords;
  const { type, enum: choices = json.items?.enum, minimum, maximum, maxItems, maxLength } = json;
  return [
    ...(choices ?? []).map((choice) => `\`${choice}\``),
    ...(type === "boolean" ? ["`true`", "`false`"] : []),
    ...(minimum === undefined || maximum === undefined ? [] : [`${minimum} to ${maximum}`]),
    ...(maxItems === undefined || choices !== undefined ? [] : [String(maxItems)]),
    ...(maxLength === undefined ? [] : [String(maxLength)]),
  ];
}

describe.each(SECTIONS)("docs/api.md, %s", (heading, table) => {
  const rows = rowsUnder(heading);

  it("has every parameter of the table", () => {
    expect([...rows.keys()].filter((name) => Object.hasOwn(table, name)).sort()).toEqual(
      Object.keys(table).sort(),
    );
  });

  it("has no parameter that there isn't", () => {
    expect([...rows.keys()].filter((name) => !Object.hasOwn(table, name))).toEqual([]);
  });

  // NumberLists of names and of ids say their numbers once, for all of them.
  it.each(Object.keys(table).filter((name) => !isFilter(name)))("says what is accepted of %s", (name) => {
    const parameter = table[name] as Parameter<unknown>;
    const { accepted = "", fallback = "" } = rows.get(name) ?? {};
    for (const promise of promises(parameter)) expect(`${accepted} `).toContain(promise);
    const { absent } = parameter;
    if (typeof absent === "number") expect(fallback).toMatch(new RegExp(`\\b${absent}\\b`));
    if (typeof absent === "boolean" || (typeof absent === "string" && absent !== "")) {
      expect(fallback).toBe(`\`${absent}\``);
    }
    if (absent === undefined) expect(`${accepted} ${fallback}`).toMatch(/required/);
  });
});
