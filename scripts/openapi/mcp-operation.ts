// POST /mcp as OpenAPI can tell it: the envelope of the protocol. Its tools describe themselves, to its clients.

import { createRoute } from "@hono/zod-openapi";
import { errorResponses, headerRefs } from "./error-responses.ts";
import { jsonSchema, refTo } from "./json-schemas.ts";

/** Whole numbers that JavaScript counts exactly. */
const SAFE = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const ID = { type: ["string", "integer"], ...SAFE };

const REQUEST = jsonSchema({
  type: "object",
  properties: {
    jsonrpc: { const: "2.0" },
    id: { ...ID, description: "Without one it is a notification, which has no answer." },
    method: { type: "string", description: "Such as `initialize`, `tools/list`, `tools/call`." },
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
  summary: "Tools for language models",
  description:
    "One message of the Model Context Protocol over streamable HTTP, without sessions. Tools are `search`, `related` and " +
    "`get_article`, with the parameters and answers of the paths above. `Accept` must name `application/json` and " +
    "`text/event-stream`.",
  security: [{}, { bearer: [] }, { key: [] }],
  request: { body: { required: true, content: { "application/json": { schema: REQUEST } } } },
  responses: {
    200: {
      description: "The answer to a request, be it a result or an error of JSON-RPC.",
      headers: headerRefs(),
      content: { "application/json": { schema: ANSWER } },
    },
    202: { description: "A notification was taken.", headers: headerRefs() },
    ...failures,
    400: {
      description: "The request or its message is not accepted: an error of the API, or one of JSON-RPC.",
      headers: headerRefs(),
      content: { "application/json": { schema: jsonSchema({ anyOf: [refTo("Error"), ANSWER] }) } },
    },
    406: {
      description: "`Accept` does not name both media types.",
      headers: headerRefs(),
      content: { "application/json": { schema: ANSWER } },
    },
  },
});
