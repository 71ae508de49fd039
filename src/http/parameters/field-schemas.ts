// Converts the tables of parameters to JSON Schema, for the API description and for the tools of the Model Context
// Protocol. Both add their own wording for each field.

import { z } from "zod";
import type { Table } from "./read-parameters.ts";

export type Keywords = Readonly<Record<string, unknown>>;

/** `input` describes requests, `output` describes responses. */
export function keywordsOf(schema: z.ZodType, io: "input" | "output" = "input"): Keywords {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io });
  return json;
}

/** The schema of an object with exactly a table's fields; `propertyOf` returns the schema of each field. */
export function objectOf(table: Table, propertyOf: (name: string, parameter: Table[string]) => Keywords) {
  const fields = Object.entries(table);
  const required = fields.flatMap(([name, { absent }]) => (absent === undefined ? [name] : []));
  return {
    type: "object" as const,
    properties: Object.fromEntries(fields.map(([name, parameter]) => [name, propertyOf(name, parameter)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}
