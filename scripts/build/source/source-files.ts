// Finds the article files of a source and hashes them. Their contents are the readers' business. Symbolic links inside
// a source and hidden files are ignored.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { glob } from "tinyglobby";
import { hasErrorCode } from "../../files/system-error.ts";
import { type Problem, problemAt } from "./readers/record.ts";
import { ARTICLE_FILES, readerFor, SUPPORTED_FORMATS } from "./readers/registry.ts";

export interface SourceOptions {
  /** Absolute folder to which the patterns are relative. */
  readonly root: string;
  /** Folders (searched with their subfolders), files, or globs; a leading `!` excludes. */
  readonly patterns: readonly string[];
  /** Absolute folders to ignore whatever the patterns say, such as the build's own. */
  readonly ignoredFolders?: readonly string[];
}

export interface FoundFiles {
  /** Absolute folder that contains everything the patterns name; ids and paths in messages are relative to it. */
  readonly base: string;
  /** Relative to `base`, with `/`, sorted by UTF-16 units, each once. */
  readonly paths: readonly string[];
  /** One for each pattern that matches nothing. */
  readonly problems: readonly Problem[];
}

export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Rejects with the system's error if the file can't be read. */
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
  const inclusive = options.patterns.filter((pattern) => !pattern.startsWith("!"));
  const exclusive = options.patterns
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => pattern.slice(1));
  const [searches, exclusions] = await Promise.all([
    Promise.all(inclusive.map((pattern) => search(root, pattern))),
    Promise.all(exclusive.map((pattern) => search(root, pattern))),
  ]);
  const excluded = new Set(exclusions.flatMap(({ files }) => files));
  const base = commonFolder(searches.map(({ folder }) => folder)) ?? root;
  const ignoredFolders = options.ignoredFolders ?? [];
  const isIgnored = (file: string) => ignoredFolders.some((folder) => file.startsWith(folder + sep));
  const matches = searches.flatMap(({ files }) => files);
  const files = new Set(matches.filter((file) => !excluded.has(file) && !isIgnored(file)));
  const paths = [...files].map((file) => relative(base, file).split(sep).join("/")).toSorted(byUnits);
  const problems = searches.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  if (paths.length === 0 && problems.length === 0) {
    const reason = `the patterns ${JSON.stringify(options.patterns)} leave no article files`;
    problems.push(problemAt(root, null, "no_article_files", reason));
  }
  // A pattern without files is fatal only if no other has any: then there is nothing to build.
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
    if (isArticleFile(path)) return { folder: dirname(path), files: [path], problem: null };
    const reason = `files of this kind can't be read; supported: ${SUPPORTED_FORMATS}`;
    return nothing(dirname(path), problemAt(pattern, null, "unsupported_file", reason));
  }
  const { folder, rest } =
    kind === "folder" ? { folder: path, rest: ARTICLE_FILES } : splitGlob(root, pattern);
  if (rest === "") {
    // As if it existed: ids must not change on the day the first article appears in it.
    const folder = isArticleFile(path) ? dirname(path) : path;
    return nothing(folder, problemAt(pattern, null, "source_not_found", `${path} does not exist`));
  }
  const matches = await glob(rest, {
    cwd: folder,
    absolute: true,
    dot: false,
    followSymbolicLinks: false,
    expandDirectories: false,
    caseSensitiveMatch: false,
    ignore: ["**/node_modules/**"],
  });
  const files = matches.filter(isArticleFile).map((file) => resolve(file));
  if (files.length > 0) return { folder, files, problem: null };
  const reason = `no article files found in ${folder}; looked for ${rest}`;
  return nothing(folder, problemAt(pattern, null, "no_article_files", reason));
}

function isArticleFile(path: string): boolean {
  return readerFor(path) !== null;
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

/** The part of a glob before its first wildcard, as a folder, and the rest, which is "" if there is no wildcard. */
function splitGlob(root: string, pattern: string): { folder: string; rest: string } {
  const segments = pattern.split("/");
  const first = segments.findIndex((segment) => /[*?[\]{}()!+@]/.test(segment));
  if (first === -1) return { folder: root, rest: "" };
  const fixed = segments.slice(0, first).join("/");
  const folder = isAbsolute(pattern) ? resolve(`/${fixed}`) : resolve(root, fixed);
  return { folder, rest: segments.slice(first).join("/") };
}

function commonFolder(folders: readonly string[]): string | null {
  const [first, ...rest] = folders.map((folder) => folder.split(sep));
  if (first === undefined) return null;
  let length = first.length;
  for (const segments of rest) {
    while (first.slice(0, length).join(sep) !== segments.slice(0, length).join(sep)) length--;
  }
  return first.slice(0, length).join(sep) || sep;
}

/** Not by locale: the order decides which of two duplicates stays, and must be the same on every machine. */
function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
