// The error responses of an operation: each status it can return, with codes and headers.

import type { Table } from "../../src/http/parameters/read-parameters.ts";
import { invalidCode, missingCode } from "../../src/http/problems/problem.ts";
import { type JsonSchema, jsonSchema, refTo } from "./json-schemas.ts";

/** The facts about an operation that decide how it can fail. */
export interface Failing {
  /** Query parameters or body fields; null if it ignores both. */
  readonly table: Table | null;
  /** Parameters that are required. */
  readonly missing?: readonly string[];
  /** Under /v1 or /mcp, so keys and rate limits apply. */
  readonly isGuarded: boolean;
  /** Some of its options need a private key. */
  readonly hasPrivate?: boolean;
  /** It encodes a query or a draft. */
  readonly encodes?: boolean;
  readonly notFound?: readonly ("article_not_found" | "route_not_found")[];
  readonly hasBody?: boolean;
  /** `format=html` in the URL gets HTML; errors then have an empty body. */
  readonly hasFragment?: boolean;
}

/** Header components, referred to by name. */
export const HEADERS = {
  "X-Request-Id": header(
    "The id the client sent, if it has at most 64 letters, digits, `_`, `-` and `=`; otherwise a new one.",
    {
      type: "string",
      minLength: 1,
      maxLength: 64,
    },
  ),
  "Cache-Control": header("How long the response may be cached; `no-store` for errors and for POST.", {
    type: "string",
  }),
  ETag: header("Weak. Send it back in `If-None-Match` to check whether the response has changed.", {
    type: "string",
    pattern: '^W/"[0-9a-f]+"$',
  }),
  "Retry-After": header("Seconds to wait before trying again.", { type: "integer", minimum: 1 }),
  "WWW-Authenticate": header("How to send a key.", { type: "string" }),
} as const;

function header(description: string, schema: Readonly<Record<string, unknown>>) {
  return { description, required: true, schema: jsonSchema(schema) };
}

export function headerRefs(...names: readonly (keyof typeof HEADERS)[]) {
  const all = ["X-Request-Id", "Cache-Control", ...names] as const;
  return Object.fromEntries(all.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

export interface ErrorResponse {
  readonly description: string;
  readonly headers: ReturnType<typeof headerRefs>;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** By status. There is no 405, because every method in the document is allowed. */
export function errorResponses(failing: Failing): Record<string, ErrorResponse> {
  const {
    isGuarded,
    hasPrivate = false,
    encodes = false,
    hasBody = false,
    notFound = [],
    hasFragment = false,
  } = failing;
  const of = (description: string, codes: readonly string[], ...headers: (keyof typeof HEADERS)[]) =>
    response(description, codes, headerRefs(...headers), hasFragment);
  const refused = badRequestCodes(failing);
  return {
    ...(refused.length > 0 ? { 400: of("The request is not valid.", refused) } : {}),
    ...(isGuarded
      ? {
          401: of("A valid key is required.", ["unauthorized"], "WWW-Authenticate"),
        }
      : {}),
    ...(hasPrivate
      ? { 403: of("The request needs a private key, but a public one was sent.", ["forbidden"]) }
      : {}),
    ...(notFound.length > 0
      ? { 404: of("There is no such article, or nothing is served at this path.", notFound) }
      : {}),
    413: of(hasBody ? "The URL or body is too long." : "The URL is too long.", ["payload_too_large"]),
    ...(hasBody ? { 415: of("The body has the wrong media type.", ["unsupported_media_type"]) } : {}),
    ...(isGuarded ? { 429: of("The caller sent too many requests.", ["rate_limited"], "Retry-After") } : {}),
    500: of("The function failed.", ["internal_error"]),
    503: of(
      "Search is unavailable right now.",
      ["index_unavailable", ...(encodes ? ["encoder_unavailable"] : [])],
      "Retry-After",
    ),
  };
}

function badRequestCodes({ table, missing = [], isGuarded, hasBody = false }: Failing): string[] {
  if (table === null && !isGuarded) return [];
  const names = Object.entries(table ?? {}).flatMap(([name, { fields = {} }]) => [
    name,
    ...Object.keys(fields).map((field) => `${name}.${field}`),
  ]);
  return [
    ...missing.map(missingCode),
    // A key sent twice is an error as well.
    ...[...names, ...(isGuarded ? ["key"] : [])].map(invalidCode),
    ...(hasBody ? ["invalid_body"] : []),
    "unknown_parameter",
  ];
}

function response(
  description: string,
  codes: readonly string[],
  headers: ReturnType<typeof headerRefs>,
  hasFragment: boolean,
): ErrorResponse {
  const schema = jsonSchema({
    allOf: [refTo("Error"), { type: "object", properties: { code: { type: "string", enum: codes } } }],
  });
  const content: Record<string, { readonly schema: JsonSchema }> = { "application/json": { schema } };
  if (hasFragment) content["text/html"] = { schema: jsonSchema({ type: "string", maxLength: 0 }) };
  return { description, headers, content };
}
