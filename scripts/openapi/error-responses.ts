// The responses of an operation that are no success: each status that it can answer, with its codes and headers.

import type { Table } from "../../src/http/parameters/read-parameters.ts";
import { invalidCode, missingCode } from "../../src/http/problems/problem.ts";
import { type JsonSchema, jsonSchema, refTo } from "./json-schemas.ts";

/** What of an operation decides how it can fail. */
export interface Failing {
  /** Parameters of its URL or fields of its body; null where neither is looked at. */
  readonly table: Table | null;
  /** Names whose absence is an error. */
  readonly missing?: readonly string[];
  /** Under /v1 or /mcp: keys and rates come before it. */
  readonly isGuarded: boolean;
  /** Something in it needs a private key. */
  readonly hasPrivate?: boolean;
  readonly notFound?: readonly ("article_not_found" | "route_not_found")[];
  readonly hasBody?: boolean;
  /** `format=html` in the URL is answered with HTML, errors with an empty one. */
  readonly hasFragment?: boolean;
}

/** Headers by reference; components of the document. */
export const HEADERS = {
  "X-Request-Id": header(
    "The request's own id, where it has one of up to 64 letters, digits, `_`, `-` and `=`, else a new one.",
    {
      type: "string",
      minLength: 1,
      maxLength: 64,
    },
  ),
  "Cache-Control": header("How long the answer may be kept; `no-store` for errors and answers to POST.", {
    type: "string",
  }),
  ETag: header("Weak. In `If-None-Match` it asks whether the answer is still this one.", {
    type: "string",
    pattern: '^W/"[0-9a-f]+"$',
  }),
  "Retry-After": header("Seconds after which to ask again.", { type: "integer", minimum: 1 }),
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

/** By status. 405 is not among them: no method that the document lists is answered so. */
export function errorResponses(failing: Failing): Record<string, ErrorResponse> {
  const { isGuarded, hasPrivate = false, hasBody = false, notFound = [], hasFragment = false } = failing;
  const of = (description: string, codes: readonly string[], ...headers: (keyof typeof HEADERS)[]) =>
    response(description, codes, headerRefs(...headers), hasFragment);
  const refused = badRequestCodes(failing);
  return {
    ...(refused.length > 0 ? { 400: of("Something in the request is not accepted.", refused) } : {}),
    ...(isGuarded
      ? {
          401: of("A key is needed, and none or another one was sent.", ["unauthorized"], "WWW-Authenticate"),
        }
      : {}),
    ...(hasPrivate ? { 403: of("A public key was sent where a private one is needed.", ["forbidden"]) } : {}),
    ...(notFound.length > 0
      ? { 404: of("There is no such article, or nothing at this path.", notFound) }
      : {}),
    413: of(hasBody ? "The URL or the body is too long." : "The URL is too long.", ["payload_too_large"]),
    ...(hasBody ? { 415: of("The body has another media type.", ["unsupported_media_type"]) } : {}),
    ...(isGuarded ? { 429: of("Too many requests of one caller.", ["rate_limited"], "Retry-After") } : {}),
    500: of("A defect.", ["internal_error"]),
    503: of("The index can't be used at the moment.", ["index_unavailable"], "Retry-After"),
  };
}

function badRequestCodes({ table, missing = [], isGuarded, hasBody = false }: Failing): string[] {
  if (table === null && !isGuarded) return [];
  const names = Object.keys(table ?? {});
  return [
    ...missing.map(missingCode),
    // A key that is sent twice, too.
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
