// A tool's arguments as JSON Schema, made from the table by which they are read.

import type { z } from "zod";
import { keywordsOf, objectOf } from "../parameters/field-schemas.ts";
import type { Table } from "../parameters/read-parameters.ts";

/** The schema of an object, as the protocol wants it. */
export interface JsonSchema {
  readonly type: "object";
  readonly [keyword: string]: unknown;
}

/** Some checks don't fit into a schema (a count of characters, a date); the description names them. */
export function schemaOfFields(table: Table): JsonSchema {
  return objectOf(table, (_, { schema, accepted, absent }) => {
    const fallback = absent === undefined || absent === null ? {} : { default: absent };
    return { ...keywordsOf(schema), description: sentence(accepted), ...fallback };
  });
}

function sentence(accepted: string): string {
  return `${accepted.charAt(0).toUpperCase()}${accepted.slice(1)}.`;
}

/** The schema of a tool's result. */
export function schemaOfAnswer(schema: z.ZodObject): JsonSchema {
  return { ...keywordsOf(schema, "output"), type: "object" };
}
