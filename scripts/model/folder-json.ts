// Reads a JSON file of a model folder and checks it with a schema. Messages name the file and the place in it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ModelFolderError } from "./model-error.ts";

/** Returns `otherwise` if the file doesn't exist, or throws a ModelFolderError if `otherwise` isn't given. */
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
    throw new ModelFolderError(`The model folder ${folder} has no ${name} that can be read.`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ModelFolderError(`${path} isn't valid JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ModelFolderError(
    `${path} has an unexpected value at "${issue?.path.join(".")}": ${issue?.message}.`,
    {
      cause: parsed.error,
    },
  );
}
