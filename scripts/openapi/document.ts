// The whole OpenAPI 3.1 document of a function: of this configuration, in Node and at build time. The function serves it
// as a file and has no generator.

import { OpenAPIHono } from "@hono/zod-openapi";
import { VERSION } from "../../src/service/version.ts";
import { type ApiDocument, apiDocumentSchema } from "./api-document.ts";
import { HEADERS } from "./error-responses.ts";
import { answerComponents } from "./json-schemas.ts";
import { type Described, operations } from "./operations.ts";

export interface DocumentOptions extends Described {
  readonly siteName: string;
  /** `/`, or a path without a slash at its end. */
  readonly basePath: string;
}

const DESCRIPTION = [
  "Semantic search and related articles for a publication's archive.",
  "An unknown parameter is a 400 that names it, except `utm_*`, `fbclid`, `gclid` and `_`, which are ignored. A parameter " +
    "sent twice is a 400, unless it is a list: lists repeat (`tag=a&tag=b`, `tag[]=a` too) and are arrays in bodies. An empty " +
    "number, choice or list entry is not accepted; an empty `q` or `url` is absent. Texts are trimmed, and their lengths count " +
    "characters after that.",
  "Every path answers HEAD where it answers GET; other methods are a 405 with `Allow`. A URL has at most 16,384 characters, a " +
    "body 256 KiB. Fields may be added to answers at any time; those that are here are not renamed.",
  "Where the operator has configured keys, `/v1/*` and `/mcp` need one; without configured keys they are open.",
].join("\n\n");

const LICENSE = { name: "Apache-2.0", identifier: "Apache-2.0" };
const TAGS = ["Search", "Articles", "Related", "Events", "Model Context Protocol", "Operation"];

/** Equal options make equal documents, byte for byte. */
export function describeApi({ siteName, basePath, ...described }: DocumentOptions): ApiDocument {
  const app = new OpenAPIHono();
  const { openAPIRegistry: registry } = app;
  for (const [name, schema] of Object.entries(answerComponents()))
    registry.registerComponent("schemas", name, schema);
  for (const [name, header] of Object.entries(HEADERS)) registry.registerComponent("headers", name, header);
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "A public or a private key.",
  });
  registry.registerComponent("securitySchemes", "key", {
    type: "apiKey",
    in: "query",
    name: "key",
    description: "The same, for beacons; the header counts where both are there.",
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
