// Reads one article file with the reader for its name. Problems that every format has (an empty file, one that can't be
// opened or unpacked) are found here.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { hasErrorCode } from "../../../files/system-error.ts";
import type { ReadOptions } from "./reader.ts";
import { type Problem, problemAt, type RawRecord, type Skipped } from "./record.ts";
import { readerFor, SUPPORTED_FORMATS } from "./registry.ts";

/**
 * Records of the file at `path` (relative to `base`), in the file's order, with problems in place of what can't be
 * read.
 */
export async function* readArticleFile(
  base: string,
  path: string,
  options: ReadOptions,
): AsyncGenerator<RawRecord | Problem | Skipped> {
  const reader = readerFor(path);
  if (reader === null) {
    const reason = `files of this kind can't be read; supported: ${SUPPORTED_FORMATS}`;
    yield problemAt(path, null, "unsupported_file", reason);
    return;
  }
  const location = join(base, path);
  try {
    const bytes = (await stat(location)).size;
    if (bytes === 0) yield problemAt(path, null, "empty_file", "the file is empty");
    else yield* reader.read({ path, location, bytes }, options);
  } catch (error) {
    if (!hasErrorCode(error)) throw error;
    const reason = `the file can't be read to its end (${error.message})`;
    yield problemAt(path, null, "unreadable_file", reason);
  }
}
