// The list of removed articles as a file or a value of Workers KV: `{ "removed": ["id", …] }`. It lies beside the
// snapshot and is no part of it, so that an article can be removed without a build.

import { z } from "zod";
import { SnapshotError } from "../index/snapshot-error.ts";

export const DENY_LIST_FILE = "list.json";
/** Key of the same text in Workers KV. */
export const DENY_LIST_KEY = "removed";

const schema = z.strictObject({ removed: z.array(z.string().min(1).max(128)) });

export function writeDenyList(ids: readonly string[]): string {
  return `${JSON.stringify({ removed: [...ids].sort() })}\n`;
}

/** Throws a SnapshotError for any other text. */
export function readDenyList(text: string): readonly string[] {
  try {
    return schema.parse(JSON.parse(text)).removed;
  } catch (cause) {
    throw new SnapshotError("The list of removed articles can't be read.", { cause });
  }
}
