// The tables of docs/api.md, generated from the tables that validate requests, so that the guide can't disagree with
// the function. Prose around the tables is written by hand.

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
import { ERROR_NOTES } from "./error-notes.ts";
import { meaningOf } from "./meanings.ts";

const { limit: _, offset: __, ...FILTERS } = ARTICLES_PARAMETERS;

/** By the name in the guide's marker: `<!-- table: search -->`, closed by `<!-- /table -->`. */
const TABLES: Readonly<Record<string, () => string>> = {
  search: () => parameterTable(withoutFilters(SEARCH_PARAMETERS)),
  filters: () => parameterTable(FILTERS),
  suggest: () => parameterTable(SUGGEST_PARAMETERS, "suggest"),
  articles: () => parameterTable(withoutFilters(ARTICLES_PARAMETERS)),
  related: () => parameterTable(withoutFilters(RELATED_BY_URL_PARAMETERS), "related"),
  subject: () => parameterTable(SUBJECT_FIELDS, "relatedBody"),
  event: () => parameterTable(EVENT_FIELDS),
  errors: errorTable,
};

export const TABLE_NAMES: readonly string[] = Object.keys(TABLES);

const MARKED = /^<!-- table: (\S+) -->\n.*?^<!-- \/table -->$/gms;

/** The guide with every marked table replaced. Throws RangeError for a marker whose table doesn't exist. */
export function withTables(guide: string): string {
  return guide.replace(MARKED, (_, name: string) => {
    const table = TABLES[name];
    if (table === undefined) {
      throw new RangeError(`docs/api.md has a table "${name}"; there are ${TABLE_NAMES.join(", ")}.`);
    }
    return `<!-- table: ${name} -->\n${table()}\n<!-- /table -->`;
  });
}

function withoutFilters(table: Table): Table {
  return Object.fromEntries(Object.entries(table).filter(([name]) => !Object.hasOwn(FILTERS, name)));
}

function parameterTable(table: Table, route?: string): string {
  return markdownTable(["Parameter", "Meaning", "Accepts", "Default"], parameterRows(table, route));
}

/** The fields of an object follow it, as `draft.text`. */
function parameterRows(table: Table, route?: string, prefix = ""): string[][] {
  return Object.entries(table).flatMap(([name, parameter]) => {
    const { about, whenAbsent } = meaningOf(name, route);
    const row = [`\`${prefix}${name}\``, about, parameter.accepted, whenAbsent ?? defaultOf(parameter)];
    return [row, ...parameterRows(parameter.fields ?? {}, name, `${name}.`)];
  });
}

function errorTable(): string {
  const rows = ERROR_NOTES.map(({ status, code, type, when }) => [
    String(status),
    `\`${code}\``,
    `\`${type}\``,
    when,
  ]);
  return markdownTable(["Status", "`code`", "`type`", "When"], rows);
}

function defaultOf({ absent }: Parameter<unknown>): string {
  if (absent === undefined) return "required";
  if (typeof absent === "number") return String(absent);
  if (typeof absent === "boolean" || (typeof absent === "string" && absent !== "")) return `\`${absent}\``;
  return "none";
}

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(heads), `|${"---|".repeat(heads.length)}`, ...rows.map(line)].join("\n");
}
