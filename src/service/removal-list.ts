// The text of a list of removed articles, as a file or a value in Workers KV: `{ "removed": ["id", …] }`. It is separate
// from the snapshot so that removing an article takes no build. When it is read, and how often, is removal-watcher.ts.

import { z } from "zod";
import { SnapshotError } from "../index/snapshot-error.ts";

/** File name, in the assets folder `removals`. */
export const REMOVALS_FILE = "list.json";
/** Key in the Workers KV namespace. */
export const REMOVALS_KEY = "removed";

const schema = z.strictObject({ removed: z.array(z.string().min(1).max(128)) });

/** The same ids always give the same text. */
export function writeRemovals(ids: readonly string[]): string {
  return `${JSON.stringify({ removed: [...ids].sort() })}\n`;
}

/** The ids in the text; throws a SnapshotError if it is anything else. */
export function parseRemovals(text: string): readonly string[] {
  try {
    return schema.parse(JSON.parse(text)).removed;
  } catch (cause) {
    throw new SnapshotError("The list of removed articles can't be read.", { cause });
  }
}
