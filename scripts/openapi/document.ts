// Builds the OpenAPI 3.1 document for a configuration, in Node at build time. The function serves it as a file; it
// doesn't contain the generator.

import { OpenAPIHono } from "@hono/zod-openapi";
import { VERSION } from "../../src/service/version.ts";
import { type ApiDocument, apiDocumentSchema } from "./api-document.ts";
import { HEADERS } from "./error-responses.ts";
import { answerComponents } from "./json-schemas.ts";
import { type Described, operations } from "./operations.ts";

export interface DocumentOptions extends Described {
  readonly siteName: string;
  /** `/`, or a path without a trailing slash. */
  readonly basePath: string;
}

const DESCRIPTION = [
  "Semantic search and related articles for a publication's archive.",
  "Unknown parameters get a 400 that names them, except `utm_*`, `fbclid`, `gclid` and `_`, which are ignored. A parameter " +
    "sent twice gets a 400 too, unless it is a list: repeat lists in a URL (`tag=a&tag=b` or `tag[]=a`) and send them as arrays " +
    "in a body. Empty numbers, choices and list entries are rejected; an empty `q` or `url` counts as absent. Text is trimmed " +
    "first, and lengths count characters.",
  "Every path that accepts GET accepts HEAD; other methods get a 405 with `Allow`. URLs are limited to 16,384 characters and " +
    "bodies to 256 KiB. New fields may be added to responses at any time; existing ones keep their names.",
  "If the operator has configured keys, `/v1/*` and `/mcp` require one; otherwise they are open.",
].join("\n\n");

const LICENSE = { name: "Apache-2.0", identifier: "Apache-2.0" };
const TAGS = ["Search", "Articles", "Related", "Events", "Model Context Protocol", "Operation"];

/** The same options always produce the same document, byte for byte. */
export function describeApi({ siteName, basePath, ...described }: DocumentOptions): ApiDocument {
  const app = new OpenAPIHono();
  const { openAPIRegistry: registry } = app;
  for (const [name, schema] of Object.entries(answerComponents()))
    registry.registerComponent("schemas", name, schema);
  for (const [name, header] of Object.entries(HEADERS)) registry.registerComponent("headers", name, header);
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "A public or private key.",
  });
  registry.registerComponent("securitySchemes", "key", {
    type: "apiKey",
    in: "query",
    name: "key",
    description: "The same key, for beacons. If both are sent, the header wins.",
  });
  for (const route of operations(described)) registry.registerPath(route);
  const { webhooks: _, ...document } = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: siteName, version: VERSION, description: DESCRIPTION, license: LICENSE },
    servers: [{ url: basePath }],
    tags: TAGS.filter((name) => name !== "Events" || described.events).map((name) => ({ name })),
  });
  return apiDocumentSchema.parse(document);
}
