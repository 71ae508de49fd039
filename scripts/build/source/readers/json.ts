// JSON files to raw records: one object, an array, or an array under `items`, `articles` or `posts` (as in JSON
// Feed); and JSONL, one record a line, read as a stream. What the fields mean is normalise.ts's business.

import { byteLines } from "./byte-lines.ts";
import { type JsonSpan, locateInJson, scanJson } from "./json-scan.ts";
import { type Problem, problemAt, type RawRecord, showValue } from "./record.ts";

/** Where exports and feeds keep their list, in the order in which they are tried. */
const LIST_FIELDS = ["items", "articles", "posts"];

/** Records of a whole JSON text. A record of more than `articleBytes` bytes is a problem, as is a syntax error. */
export function* readJson(text: string, path: string, articleBytes: number): Generator<RawRecord | Problem> {
  if (text.trim() === "") {
    yield problemAt(path, null, "empty_file", "the file is empty");
    return;
  }
  const scan = scanJson(text);
  if (scan.kind === "error") {
    const { line, column } = locateInJson(text, scan.offset);
    yield problemAt(path, line, "invalid_json", `not valid JSON: column ${column}: ${scan.reason}`);
    return;
  }
  if (scan.kind === "scalar") {
    const reason = `found ${showValue(JSON.parse(text))}, expected an object or a list of objects`;
    yield problemAt(path, 1, "not_a_record", reason);
    return;
  }
  const items = scan.kind === "array" ? scan.items : listIn(scan.arrays);
  const spans = items ?? (scan.kind === "object" ? [scan.span] : []);
  let line = 1;
  let counted = 0;
  for (const [index, span] of spans.entries()) {
    line += countLineFeeds(text, counted, span.start);
    counted = span.start;
    const json = text.slice(span.start, span.end);
    const bytes = Buffer.byteLength(json);
    if (bytes > articleBytes) yield tooLarge(path, line, bytes, articleBytes);
    else yield toRecord(JSON.parse(json), path, line, items === null ? path : `${path}#${index + 1}`);
  }
}

/** Records of a JSONL stream (UTF-8, not compressed). Each line stands for itself: a broken one ends nothing. */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  articleBytes: number,
): AsyncGenerator<RawRecord | Problem> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let empty = true;
  for await (const line of byteLines(chunks, articleBytes)) {
    if (line.kind === "too_long") {
      empty = false;
      yield tooLarge(path, line.number, line.size, articleBytes);
      continue;
    }
    if (line.number === 1 && line.bytes.includes(0)) {
      yield problemAt(path, 1, "not_text", "the file holds NUL bytes, expected JSON lines in UTF-8");
      return;
    }
    const record = readLine(decoder, line.bytes, path, line.number);
    if (record === null) continue;
    empty = false;
    yield record;
  }
  if (empty) yield problemAt(path, null, "empty_file", "the file is empty");
}

function readLine(
  decoder: TextDecoder,
  bytes: Uint8Array,
  path: string,
  number: number,
): RawRecord | Problem | null {
  let json: string;
  try {
    json = decoder.decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return problemAt(path, number, "not_text", "the line is not valid UTF-8");
  }
  if (json.trim() === "") return null;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const scan = scanJson(json);
    const detail = scan.kind === "error" ? `column ${scan.offset + 1}: ${scan.reason}` : cause.message;
    return problemAt(path, number, "invalid_json", `not valid JSON: ${detail}`);
  }
  return toRecord(value, path, number, `${path}:${number}`);
}

function toRecord(value: unknown, path: string, line: number, sourcePath: string): RawRecord | Problem {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return problemAt(path, line, "not_a_record", `found ${showValue(value)}, expected an object`);
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  return { kind: "record", origin: "json", path, line, sourcePath, fields, content: null };
}

function listIn(arrays: ReadonlyMap<string, readonly JsonSpan[]>): readonly JsonSpan[] | null {
  for (const name of LIST_FIELDS) {
    const items = arrays.get(name);
    if (items !== undefined) return items;
  }
  return null;
}

function tooLarge(path: string, line: number, bytes: number, limit: number): Problem {
  const reason = `the article has ${bytes} bytes, limits.articleBytes accepts ${limit}`;
  return problemAt(path, line, "too_large", reason);
}

function countLineFeeds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
