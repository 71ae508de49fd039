// The readers of article files. To support another format, write its Reader and add it here: which files are found,
// read, and named in messages follows from this list.

import { jsonReader } from "./json.ts";
import { jsonLinesReader } from "./json-lines.ts";
import { markdownReader } from "./markdown-reader.ts";
import type { Reader } from "./reader.ts";

export const READERS: readonly Reader[] = [markdownReader, jsonReader, jsonLinesReader];

/** The reader of the file with this name, or null if no format fits it. */
export function readerFor(path: string): Reader | null {
  return READERS.find((reader) => reader.accepts(path)) ?? null;
}

/** Glob of all article files in a folder and its subfolders. */
export const ARTICLE_FILES = `**/*.{${READERS.flatMap(({ extensions }) => extensions.map((end) => end.slice(1))).join(",")}}`;

/** The formats with the ends of their file names, as a message lists them. */
export const SUPPORTED_FORMATS = READERS.map(
  ({ name, extensions }) => `${name} (${extensions.join(", ")})`,
).join(", ");
