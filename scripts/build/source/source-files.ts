// Finds the article files of a source and hashes them; what is in them is the readers' business.
// Symbolic links inside a source and hidden files are left alone.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { glob } from "tinyglobby";
import { hasErrorCode } from "./readers/file.ts";
import { type Problem, problemAt } from "./readers/record.ts";

export const ARTICLE_FILES = "**/*.{md,markdown,json,jsonl,ndjson,json.gz,jsonl.gz,ndjson.gz}";
const ARTICLE_FILE_NAME = /\.(?:md|markdown|(?:json|jsonl|ndjson)(?:\.gz)?)$/i;

export interface SourceOptions {
  /** Absolute folder to which the patterns are relative. */
  readonly root: string;
  /** Each a folder (searched with its subfolders), a file, or a glob; `!` in front leaves out what it names. */
  readonly patterns: readonly string[];
  /** Absolute folders in which no article is looked for, whatever the patterns name: the build's own. */
  readonly leaveOut?: readonly string[];
}

export interface FoundFiles {
  /** Absolute folder that holds all the patterns name; ids and paths in messages are relative to it. */
  readonly base: string;
  /** Relative to `base`, with `/`, sorted by UTF-16 units, each once. */
  readonly paths: readonly string[];
  /** Patterns that name nothing. */
  readonly problems: readonly Problem[];
}

export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Rejects with the system's error where the file can't be read. */
export async function hashFile(base: string, path: string): Promise<SourceFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(join(base, path), { highWaterMark: 1 << 18 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path, bytes, sha256: hash.digest("hex") };
}

export async function findSourceFiles(options: SourceOptions): Promise<FoundFiles> {
  const root = resolve(options.root);
  const wanted = options.patterns.filter((pattern) => !pattern.startsWith("!"));
  const unwanted = options.patterns
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => pattern.slice(1));
  const [searches, exclusions] = await Promise.all([
    Promise.all(wanted.map((pattern) => search(root, pattern))),
    Promise.all(unwanted.map((pattern) => search(root, pattern))),
  ]);
  const excluded = new Set(exclusions.flatMap((found) => found.files));
  const base = commonFolder(searches.map(({ folder }) => folder)) ?? root;
  const isOwn = (file: string) => (options.leaveOut ?? []).some((folder) => file.startsWith(folder + sep));
  const found = searches.flatMap((result) => result.files);
  const files = new Set(found.filter((file) => !excluded.has(file) && !isOwn(file)));
  const paths = [...files].map((file) => relative(base, file).split(sep).join("/")).toSorted(byUnits);
  const problems = searches.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  if (paths.length === 0 && problems.length === 0) {
    const reason = `no article files are left of the patterns ${JSON.stringify(options.patterns)}`;
    problems.push(problemAt(root, null, "no_article_files", reason));
  }
  // A pattern without files matters more where no other has any: then there is nothing to go on with.
  const fatal = paths.length === 0;
  return { base, paths, problems: problems.map((problem) => ({ ...problem, fatal })) };
}

interface Search {
  /** Absolute folder in which the pattern begins. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly problem: Problem | null;
}

async function search(root: string, pattern: string): Promise<Search> {
  const path = resolve(root, pattern);
  const kind = await kindOf(path);
  if (kind === "file") {
    if (ARTICLE_FILE_NAME.test(path)) return { folder: dirname(path), files: [path], problem: null };
    const reason = `is no article file; readable are ${ARTICLE_FILES.slice("**/".length)}`;
    return nothing(dirname(path), problemAt(pattern, null, "unsupported_file", reason));
  }
  const { folder, rest } =
    kind === "folder" ? { folder: path, rest: ARTICLE_FILES } : splitGlob(root, pattern);
  if (rest === "") {
    // As if it were there: ids must not change on the day the first article is put into it.
    const folder = ARTICLE_FILE_NAME.test(path) ? dirname(path) : path;
    return nothing(folder, problemAt(pattern, null, "source_not_found", `there is no ${path}`));
  }
  const found = await glob(rest, {
    cwd: folder,
    absolute: true,
    dot: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    caseSensitiveMatch: false,
    ignore: ["**/node_modules/**"],
  });
  const files = found.filter((file) => ARTICLE_FILE_NAME.test(file)).map((file) => resolve(file));
  if (files.length > 0) return { folder, files, problem: null };
  const reason = `no article files found in ${folder}; looked for ${rest}`;
  return nothing(folder, problemAt(pattern, null, "no_article_files", reason));
}

function nothing(folder: string, problem: Problem): Search {
  return { folder, files: [], problem };
}

async function kindOf(path: string): Promise<"file" | "folder" | null> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return "file";
    return stats.isDirectory() ? "folder" : null;
  } catch (error) {
    if (hasErrorCode(error)) return null;
    throw error;
  }
}

/** The part of a glob before its first wildcard, as a folder, and the rest; "" where it has no wildcard. */
function splitGlob(root: string, pattern: string): { folder: string; rest: string } {
  const segments = pattern.split("/");
  const first = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment));
  if (first === -1) return { folder: root, rest: "" };
  const fixed = segments.slice(0, first).join("/");
  const folder = isAbsolute(pattern) ? resolve(`/${fixed}`) : resolve(root, fixed);
  return { folder, rest: segments.slice(first).join("/") };
}

function commonFolder(folders: readonly string[]): string | null {
  const [first, ...others] = folders.map((folder) => folder.split(sep));
  if (first === undefined) return null;
  let length = first.length;
  for (const other of others) {
    while (first.slice(0, length).join(sep) !== other.slice(0, length).join(sep)) length--;
  }
  return first.slice(0, length).join(sep) || sep;
}

/** Not by locale: the order decides which of two duplicates stays, on every machine the same one. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
