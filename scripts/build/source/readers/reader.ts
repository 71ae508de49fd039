// The interface of every reader: one article file to raw records. A reader knows one format and nothing of what the
// fields mean, which is article/normalise.ts. One shared suite (tests/scripts/build/source/readers) tests them all.

import type { Problem, RawRecord, Skipped } from "./record.ts";

export interface ArticleFile {
  /** Relative to the source's root, with `/`; names the file in problems and records. */
  readonly path: string;
  /** Absolute path to read from. */
  readonly location: string;
  /** Size on disk, above 0. */
  readonly bytes: number;
}

export interface ReadOptions {
  /** Most bytes of one article; a larger one is a problem. */
  readonly articleBytes: number;
  /** Names of the fields that may hold the title, the most important first. */
  readonly titleFields: readonly string[];
}

export interface Reader {
  /** The format as messages name it, such as "JSON Lines". */
  readonly name: string;
  /** Ends of the file names that the reader accepts, such as ".md"; upper and lower case alike. */
  readonly extensions: readonly string[];
  accepts(path: string): boolean;
  /**
   * Records in the file's order, with problems in place of what can't be read. It throws system errors (a file that
   * can't be opened or unpacked) and nothing else that depends on the file; the caller makes problems of them.
   */
  read(file: ArticleFile, options: ReadOptions): AsyncIterable<RawRecord | Problem | Skipped>;
}

/** `accepts` of a reader that goes by the name of a file. */
export function hasExtension(path: string, extensions: readonly string[]): boolean {
  const name = path.toLowerCase();
  return extensions.some((extension) => name.endsWith(extension));
}
