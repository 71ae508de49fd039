// Turns zod schemas into JSON Schema, the same way everywhere: responses as components that refer to each other, query
// parameters, and fields of a body. OpenAPI 3.1 accepts JSON Schema unchanged.

import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "zod";
import {
  articleSchema,
  articlesAnswerSchema,
  errorAnswerSchema,
  healthAnswerSchema,
  relatedAnswerSchema,
  relatedHitSchema,
  searchAnswerSchema,
  searchHitSchema,
  suggestAnswerSchema,
} from "../../src/answers/answer-schemas.ts";
import { keywordsOf, objectOf } from "../../src/http/parameters/field-schemas.ts";
import type { Parameter } from "../../src/http/parameters/parameter.ts";
import type { Table } from "../../src/http/parameters/read-parameters.ts";
import { meaningOf } from "./meanings.ts";

type Content = Extract<RouteConfig["responses"][string], { readonly content?: unknown }>["content"];
type MediaType = Extract<NonNullable<Content>[string], { readonly schema?: unknown }>;
type Schemas = Exclude<NonNullable<MediaType["schema"]>, z.ZodType | { readonly $ref: string }>;
type Every<Union> = (Union extends unknown ? (value: Union) => void : never) extends (
  value: infer All,
) => void
  ? All
  : never;
/** JSON Schema as the generator types it: what all the OpenAPI versions it supports have in common. */
export type JsonSchema = Every<Schemas>;

/** OpenAPI 3.1 accepts every JSON Schema keyword; that type knows only some of them. */
export function jsonSchema(keywords: Readonly<Record<string, unknown>>): JsonSchema {
  return keywords as JsonSchema;
}

/** By their names in the document. */
export const ANSWERS = {
  SearchAnswer: searchAnswerSchema,
  SearchHit: searchHitSchema,
  SuggestAnswer: suggestAnswerSchema,
  ArticlesAnswer: articlesAnswerSchema,
  Article: articleSchema,
  RelatedAnswer: relatedAnswerSchema,
  RelatedHit: relatedHitSchema,
  Health: healthAnswerSchema,
  Error: errorAnswerSchema,
} as const;
export type AnswerName = keyof typeof ANSWERS;

/** Every response; nested ones are references. */
export function answerComponents(): Readonly<Record<AnswerName, JsonSchema>> {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) named.add(schema, { id });
  const { schemas } = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}`, io: "output" });
  const plain = Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]);
  return Object.fromEntries(plain) as Record<AnswerName, JsonSchema>;
}

export function refTo(name: AnswerName): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** A table's query parameters as OpenAPI describes them. */
export function queryParameters(table: Table, route: string) {
  return Object.entries(table).map(([name, parameter]) => ({
    name,
    in: "query" as const,
    required: parameter.absent === undefined,
    description: describe(name, parameter, route, "url"),
    ...(parameter.isList === true ? { style: "form" as const, explode: true } : {}),
    schema: jsonSchema({ ...keywordsOf(parameter.inUrl ?? parameter.schema), ...defaultOf(parameter) }),
  }));
}

/** An object with a table's fields. `null` means absent, so every optional field may be null. */
export function bodySchema(table: Table, route: string, conditions: object = {}): JsonSchema {
  const body = objectOf(table, (name, parameter) => {
    const { schema, absent, fields } = parameter;
    if (fields !== undefined) {
      const object = bodySchema(fields, name);
      const description = describe(name, parameter, route, "body");
      return { ...object, ...(absent === null ? { type: ["object", "null"] } : {}), description };
    }
    const json = keywordsOf(absent === undefined ? schema : schema.nullable());
    return { ...json, ...defaultOf(parameter), description: describe(name, parameter, route, "body") };
  });
  return jsonSchema({ ...body, ...conditions });
}

function defaultOf({ absent }: Parameter<unknown>): { default?: unknown } {
  const isNothing = absent === undefined || absent === null || absent === "";
  return isNothing || (Array.isArray(absent) && absent.length === 0) ? {} : { default: absent };
}

function describe(
  name: string,
  { accepted, isList }: Parameter<unknown>,
  route: string,
  place: "url" | "body",
): string {
  const { about, whenAbsent } = meaningOf(name, route);
  const parts = [about, `Accepts ${accepted}.`];
  if (whenAbsent !== undefined) parts.push(`Default: ${whenAbsent}.`);
  if (place === "url" && isList === true) parts.push(`Can be repeated, also as \`${name}[]\`.`);
  return parts.join(" ");
}
