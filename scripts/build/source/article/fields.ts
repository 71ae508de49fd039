// Which fields of a source hold which of ours. Precedence: the configured map, then our own names, then the
// common names in the order of their table. It looks at names and at whether a value is there, not at meaning.

import { type Config, DEFAULT_FIELD_MAP, OUR_FIELDS, type OurField } from "../../config/schema.ts";

/** The source's names for each of our fields, the one that counts most first. */
export type FieldTable = Readonly<Record<OurField, readonly string[]>>;

export interface FoundValue {
  /** The source's name of the field. */
  readonly name: string;
  readonly value: unknown;
}

/** A name that is configured means only what it is configured to mean, be it one of ours or a common one. */
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

/** The first field that holds anything: null, blank text and empty lists count as absent. */
export function firstValue(
  fields: ReadonlyMap<string, unknown>,
  names: readonly string[],
): FoundValue | null {
  for (const name of names) {
    const value = fields.get(name);
    if (!isBlank(value)) return { name, value };
  }
  return null;
}

/** Every field that is written, null and blank ones included. */
export function allValues(fields: ReadonlyMap<string, unknown>, names: readonly string[]): FoundValue[] {
  return names.filter((name) => fields.has(name)).map((name) => ({ name, value: fields.get(name) }));
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}
