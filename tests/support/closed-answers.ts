// Checks responses against their schemas more strictly than a client would: a field without a description fails.

import { expect } from "vitest";
import { z } from "zod";
import { ANSWERS, type AnswerName } from "../../scripts/openapi/json-schemas.ts";

/** Fields whose names are data. */
type Keywords = {
  readonly properties?: Readonly<Record<string, Keywords>>;
  readonly items?: Keywords;
  readonly anyOf?: readonly Keywords[];
  readonly type?: string;
  readonly additionalProperties?: unknown;
};

export function expectAnswer(name: AnswerName, body: unknown): void {
  const parsed = ANSWERS[name].safeParse(body);
  expect(parsed.error?.issues ?? [], `${name}: ${JSON.stringify(body)?.slice(0, 300)}`).toEqual([]);
  const schema = z.toJSONSchema(ANSWERS[name], { io: "output" }) as Keywords;
  expect(undescribed(body, schema, name)).toEqual([]);
}

function undescribed(value: unknown, schema: Keywords, path: string): string[] {
  if (schema.anyOf !== undefined) {
    const found = schema.anyOf.map((choice) => undescribed(value, choice, path));
    return found.find((names) => names.length === 0) ?? found[0] ?? [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((entry) => undescribed(entry, schema.items ?? {}, `${path}[]`));
  }
  if (typeof value !== "object" || value === null || schema.properties === undefined) return [];
  const { properties } = schema;
  return Object.entries(value).flatMap(([key, entry]) => {
    const described = Object.hasOwn(properties, key) ? properties[key] : undefined;
    return described === undefined ? [`${path}.${key}`] : undescribed(entry, described, `${path}.${key}`);
  });
}
