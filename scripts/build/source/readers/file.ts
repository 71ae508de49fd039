// One article file to raw records, by its name: Markdown, JSON, JSON lines, the latter two also gzipped.
// What can be wrong with a file as such (empty, binary, too large, unreadable) is found here.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { readJson, readJsonLines } from "./json.ts";
import { readMarkdown } from "./markdown.ts";
import { type Problem, problemAt, type RawRecord, type Skipped } from "./record.ts";

/** JSON that is not in lines is parsed whole; a larger archive belongs into JSON lines. */
const JSON_FILE_MAX_BYTES = 256 * 1024 * 1024;
const CHUNK_BYTES = 1 << 18;

export interface FileOptions {
  /** Bytes of one article at most. */
  readonly articleBytes: number;
  /** Names under which front matter may hold the title. */
  readonly titleFields: readonly string[];
}

/** Records of the file at `path` (relative to `base`), in the file's order; what is broken as problems. */
export async function* readArticleFile(
  base: string,
  path: string,
  options: FileOptions,
): AsyncGenerator<RawRecord | Problem | Skipped> {
  try {
    const size = (await stat(join(base, path))).size;
    if (size === 0) yield problemAt(path, null, "empty_file", "the file has no bytes");
    else if (/\.(?:md|markdown)$/i.test(path)) yield await readMarkdownFile(base, path, size, options);
    else if (/\.json(?:\.gz)?$/i.test(path)) yield* readJsonFile(base, path, options);
    else yield* readJsonLines(openFile(base, path), path, options.articleBytes);
  } catch (error) {
    if (!hasErrorCode(error)) throw error;
    const reason = `the file can't be read to its end (${error.message})`;
    yield problemAt(path, null, "unreadable_file", reason);
  }
}

async function readMarkdownFile(
  base: string,
  path: string,
  size: number,
  options: FileOptions,
): Promise<RawRecord | Problem | Skipped> {
  const tooLarge = (bytes: number) =>
    problemAt(
      path,
      null,
      "too_large",
      `the article has ${bytes} bytes, limits.articleBytes accepts ${options.articleBytes}`,
    );
  if (size > options.articleBytes) return tooLarge(size);
  const text = decodeText(await readFile(join(base, path)), path);
  if (typeof text !== "string") return text;
  const record = withinStack(path, null, () => readMarkdown(text, path, options.titleFields));
  const isReadme = /^readme\.[^.]+$/i.test(basename(path));
  if (isReadme && record.kind === "record" && record.fields.size === 0) {
    return { kind: "skipped", reason: "readme", path };
  }
  return record;
}

async function* readJsonFile(
  base: string,
  path: string,
  options: FileOptions,
): AsyncGenerator<RawRecord | Problem> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of openFile(base, path)) {
    bytes += chunk.length;
    if (bytes > JSON_FILE_MAX_BYTES) {
      const reason = `the file has more than ${JSON_FILE_MAX_BYTES} bytes; write it as JSON lines (.jsonl), one article a line`;
      yield problemAt(path, null, "too_large", reason);
      return;
    }
    chunks.push(chunk);
  }
  const text = decodeText(Buffer.concat(chunks), path);
  if (typeof text === "string") yield* readJson(text, path, options.articleBytes);
  else yield text;
}

/** The file's bytes, unpacked where its name ends in .gz. */
function openFile(base: string, path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(join(base, path), { highWaterMark: CHUNK_BYTES });
  if (!/\.gz$/i.test(path)) return file;
  // An error of either stream is thrown where the unpacked one is read, so the callback has nothing to do.
  return pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
}

/** Text without byte order mark, or the problem that it is none. */
function decodeText(bytes: Uint8Array, path: string): string | Problem {
  if (bytes.includes(0))
    return problemAt(path, null, "not_text", "the file holds NUL bytes: binary, not text");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return problemAt(path, null, "not_text", "the file is not valid UTF-8 text");
  }
}

/** Runs a parser that recurses into its input; nesting beyond the engine's stack is the input's fault. */
export function withinStack<T>(path: string, line: number | null, parse: () => T): T | Problem {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RangeError && error.message.includes("call stack"))) throw error;
    return problemAt(path, line, "nested_too_deep", "the markup is nested too deep to be read");
  }
}

/** An error of the system or of zlib, as opposed to one of our own making. */
export function hasErrorCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
