// Writes backstory.schema.json, the JSON Schema with which editors check backstory.config.json. It is generated from
// the zod schema and never edited by hand: `npx node scripts/build/config/json-schema.ts`.

import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { configSchema } from "./schema.ts";

export const SCHEMA_FILE = fileURLToPath(new URL("../../../backstory.schema.json", import.meta.url));

/** The schema of what an author writes: every field is optional and has its default. */
export function generateJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, {
    io: "input",
    override: ({ jsonSchema }) => {
      // zod's name for a check that the pattern states already; it isn't a format of JSON Schema.
      if (jsonSchema.format === "starts_with") delete jsonSchema.format;
    },
  });
  return { $schema, title: "Backstory configuration", ...rest };
}

if (import.meta.main) {
  await writeFile(SCHEMA_FILE, `${JSON.stringify(generateJsonSchema(), null, 2)}\n`);
  console.log(`wrote ${SCHEMA_FILE}`);
}
