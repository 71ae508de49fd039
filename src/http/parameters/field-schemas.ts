// The tables by which requests are read, as JSON Schema: for the description of the API and for the tools of the Model
// Context Protocol, which say the rest of each field in their own words.

import { z } from "zod";
import type { Table } from "./read-parameters.ts";

export type Keywords = Readonly<Record<string, unknown>>;

/** `input`: what may be sent; `output`: what is answered. */
export function keywordsOf(schema: z.ZodType, io: "input" | "output" = "input"): Keywords {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io });
  return json;
}

/** An object of a table's fields and no others; `properties` are those of each by name. */
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
