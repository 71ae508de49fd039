// `npm run openapi`: writes docs/openapi.json, the description of the API as a new checkout serves it. Generated from the
// schemas that validate, never edited by hand.

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { NO_FIELDS } from "../../src/http/parameters/declared-fields.ts";
import { configSchema } from "../build/config/schema.ts";
import { describeApi } from "./document.ts";

export const OPENAPI_FILE = fileURLToPath(new URL("../../docs/openapi.json", import.meta.url));

/** The document of the default configuration, as it is committed. */
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
  console.log(`wrote ${OPENAPI_FILE}`);
}
