// Reads one JSON file of a model folder through a schema, with messages that name the file and the place in it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ModelFolderError } from "./model-error.ts";

/** `otherwise` is the answer where the file does not exist; without it, that is a ModelFolderError too. */
export async function readJson<T>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
  otherwise?: T,
): Promise<T> {
  const path = join(folder, name);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
    if (missing && otherwise !== undefined) return otherwise;
    throw new ModelFolderError(`The model folder ${folder} has no readable ${name}.`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ModelFolderError(`${path} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ModelFolderError(
    `${path} is not what was expected at "${issue?.path.join(".")}": ${issue?.message}.`,
    {
      cause: parsed.error,
    },
  );
}
