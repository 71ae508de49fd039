// The reader of JSON files: one object, an array of objects, or an object with an array under `items`, `articles` or
// `posts`, as in JSON Feed. A file is parsed whole; a large archive is better written as JSON Lines.

import { readText } from "./file-text.ts";
import { toRecord } from "./json-record.ts";
import { type JsonSpan, locateInJson, scanJson } from "./json-scan.ts";
import { hasExtension, type Reader } from "./reader.ts";
import { articleTooLarge, type Problem, problemAt, type RawRecord, showValue } from "./record.ts";

const EXTENSIONS = [".json", ".json.gz"];
const FILE_MAX_BYTES = 256 * 1024 * 1024;
/** Fields in which exports and feeds have their list, in the order in which they are tried. */
const LIST_FIELDS = ["items", "articles", "posts"];

export const jsonReader: Reader = {
  name: "JSON",
  extensions: EXTENSIONS,
  accepts: (path) => hasExtension(path, EXTENSIONS),
  async *read(file, { articleBytes }) {
    const { path } = file;
    const text = await readText(file, FILE_MAX_BYTES, () => fileTooLarge(path));
    if (typeof text === "string") yield* readJson(text, path, articleBytes);
    else yield text;
  },
};

function fileTooLarge(path: string): Problem {
  const reason = `the file has more than ${FILE_MAX_BYTES} bytes; write it as JSON Lines (.jsonl), one article per line`;
  return problemAt(path, null, "too_large", reason);
}

/** Records of a whole JSON text. A syntax error is one problem, a record of more than `articleBytes` bytes another. */
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
    const reason = `found ${showValue(JSON.parse(text))} where an object or a list of objects is expected`;
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
    if (bytes > articleBytes) yield articleTooLarge(path, line, bytes, articleBytes);
    else yield toRecord(JSON.parse(json), path, line, items === null ? path : `${path}#${index + 1}`);
  }
}

function listIn(arrays: ReadonlyMap<string, readonly JsonSpan[]>): readonly JsonSpan[] | null {
  for (const name of LIST_FIELDS) {
    const items = arrays.get(name);
    if (items !== undefined) return items;
  }
  return null;
}

function countLineFeeds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
