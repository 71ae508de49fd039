// `npm run openapi`: writes docs/openapi.json, the API description of a new checkout, and the tables of docs/api.md.
// Both are generated from the schemas that validate requests and must not be edited by hand.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { NO_FIELDS } from "../../src/http/parameters/declared-fields.ts";
import { configSchema } from "../build/config/schema.ts";
import { describeApi } from "./document.ts";
import { withTables } from "./guide-tables.ts";

export const OPENAPI_FILE = fileURLToPath(new URL("../../docs/openapi.json", import.meta.url));
export const API_GUIDE_FILE = fileURLToPath(new URL("../../docs/api.md", import.meta.url));

/** The document of the default configuration, as committed. */
export function committedDocument(): string {
  const { site, basePath, events } = configSchema.parse({});
  const document = describeApi({
    siteName: site.name,
    basePath,
    declared: NO_FIELDS,
    events: events.enabled,
  });
  return documentText(document);
}

export function documentText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

if (import.meta.main) {
  await writeFile(OPENAPI_FILE, committedDocument());
  await writeFile(API_GUIDE_FILE, withTables(await readFile(API_GUIDE_FILE, "utf8")));
  console.log(`wrote ${OPENAPI_FILE} and the tables of ${API_GUIDE_FILE}`);
}
