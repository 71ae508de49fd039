// POST /mcp as far as OpenAPI can describe it: the protocol's envelope. The tools describe themselves to MCP clients.

import { createRoute } from "@hono/zod-openapi";
import { errorResponses, headerRefs } from "./error-responses.ts";
import { jsonSchema, refTo } from "./json-schemas.ts";

/** Whole numbers that JavaScript represents exactly. */
const SAFE = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const ID = { type: ["string", "integer"], ...SAFE };

const REQUEST = jsonSchema({
  type: "object",
  properties: {
    jsonrpc: { const: "2.0" },
    id: { ...ID, description: "A message without an id is a notification and gets no response." },
    method: { type: "string", description: "For example `initialize`, `tools/list` or `tools/call`." },
    params: { type: "object" },
  },
  required: ["jsonrpc", "method"],
  additionalProperties: false,
});

const ANSWER = jsonSchema({
  type: "object",
  properties: {
    jsonrpc: { const: "2.0" },
    id: { type: ["string", "integer", "null"] },
    result: { type: "object" },
    error: {
      type: "object",
      properties: { code: { type: "integer" }, message: { type: "string" } },
      required: ["code", "message"],
    },
  },
  required: ["jsonrpc"],
});

const failures = errorResponses({ table: {}, isGuarded: true, hasBody: true });

export const MCP_OPERATION = createRoute({
  method: "post",
  path: "/mcp",
  operationId: "callTools",
  tags: ["Model Context Protocol"],
  summary: "Call a tool (for language models)",
  description:
    "Takes one message of the Model Context Protocol over streamable HTTP, without sessions. The tools `search`, `related` " +
    "and `get_article` have the parameters and responses of the paths above. `Accept` must include `application/json` and " +
    "`text/event-stream`.",
  security: [{}, { bearer: [] }, { key: [] }],
  request: { body: { required: true, content: { "application/json": { schema: REQUEST } } } },
  responses: {
    200: {
      description: "The response to a request: a result or a JSON-RPC error.",
      headers: headerRefs(),
      content: { "application/json": { schema: ANSWER } },
    },
    202: { description: "The notification was accepted.", headers: headerRefs() },
    ...failures,
    400: {
      description: "The request or its message is not valid: an API error or a JSON-RPC error.",
      headers: headerRefs(),
      content: { "application/json": { schema: jsonSchema({ anyOf: [refTo("Error"), ANSWER] }) } },
    },
    406: {
      description: "`Accept` does not include both media types.",
      headers: headerRefs(),
      content: { "application/json": { schema: ANSWER } },
    },
  },
});
