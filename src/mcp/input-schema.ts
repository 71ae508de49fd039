// What a tool accepts as JSON Schema, made from the table by which its arguments are read.

import { z } from "zod";
import type { Parameter } from "../routes/parameter.ts";

/** An object's schema as the protocol wants it. */
export interface JsonSchema {
  readonly type: "object";
  readonly [keyword: string]: unknown;
}

/** Where a schema says less than the reader asks for (a count of characters, a date), the description says the rest. */
export function schemaOfFields(table: Readonly<Record<string, Parameter<unknown>>>): JsonSchema {
  const properties = Object.entries(table).map(([name, { schema, accepted, absent }]) => {
    const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" });
    const fallback = absent === undefined || absent === null ? {} : { default: absent };
    return [name, { ...json, description: sentence(accepted), ...fallback }];
  });
  const required = Object.entries(table).flatMap(([name, { absent }]) =>
    absent === undefined ? [name] : [],
  );
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}

function sentence(accepted: string): string {
  return `${accepted.charAt(0).toUpperCase()}${accepted.slice(1)}.`;
}

/** The same of what a tool answers. */
export function schemaOfAnswer(schema: z.ZodObject): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "output" });
  return { ...json, type: "object" };
}
