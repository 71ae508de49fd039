// What a tool accepts as JSON Schema, made from the table by which its arguments are read.

import type { z } from "zod";
import { keywordsOf, objectOf } from "../parameters/field-schemas.ts";
import type { Table } from "../parameters/read-parameters.ts";

/** An object's schema as the protocol wants it. */
export interface JsonSchema {
  readonly type: "object";
  readonly [keyword: string]: unknown;
}

/** Where a schema says less than the reader asks for (a count of characters, a date), the description says the rest. */
export function schemaOfFields(table: Table): JsonSchema {
  return objectOf(table, (_, { schema, accepted, absent }) => {
    const fallback = absent === undefined || absent === null ? {} : { default: absent };
    return { ...keywordsOf(schema), description: sentence(accepted), ...fallback };
  });
}

function sentence(accepted: string): string {
  return `${accepted.charAt(0).toUpperCase()}${accepted.slice(1)}.`;
}

/** The same of what a tool answers. */
export function schemaOfAnswer(schema: z.ZodObject): JsonSchema {
  return { ...keywordsOf(schema, "output"), type: "object" };
}
