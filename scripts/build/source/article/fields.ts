// Which fields of a source hold which of ours. Precedence: the configured map, then our own names, then the common
// names in the order of their table. This looks at names and at whether there is a value, not at what it means.

import { type Config, DEFAULT_FIELD_MAP, OUR_FIELDS, type OurField } from "../../config/schema.ts";
import { valueAt } from "../readers/field-path.ts";

/** For each of our fields the source's names or dotted paths (`title.rendered`), in order of precedence. */
export type FieldTable = Readonly<Record<OurField, readonly string[]>>;

export interface NamedValue {
  /** The source's name or path of the field. */
  readonly name: string;
  readonly value: unknown;
}

/** A configured name means only what the configuration says, even if it is one of ours or a common one. */
export function fieldTable(config: Config): FieldTable {
  const configured = new Map(Object.entries(config.fieldMap));
  const namesOf = (ours: OurField): string[] => {
    const chosen = [...configured].filter(([, target]) => target === ours).map(([name]) => name);
    const common = Object.entries(DEFAULT_FIELD_MAP)
      .filter(([, target]) => target === ours)
      .map(([name]) => name);
    return [...chosen, ...[ours, ...common].filter((name) => !configured.has(name))];
  };
  const entries = OUR_FIELDS.map((ours) => [ours, namesOf(ours)] as const);
  return Object.fromEntries(entries) as Record<OurField, string[]>;
}

/** The first field that holds something: null, blank text and empty lists count as absent. */
export function firstValue(
  fields: ReadonlyMap<string, unknown>,
  names: readonly string[],
): NamedValue | null {
  for (const name of names) {
    const value = valueAt(fields, name);
    if (!isBlank(value)) return { name, value };
  }
  return null;
}

/** Every field that the record has, null and blank ones included. */
export function allValues(fields: ReadonlyMap<string, unknown>, names: readonly string[]): NamedValue[] {
  return names
    .map((name) => ({ name, value: valueAt(fields, name) }))
    .filter(({ value }) => value !== undefined);
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}
