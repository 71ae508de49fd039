// The reader of JSON Lines: one record a line, read as a stream, so a file may have any size. A broken line is a
// problem and the next line is read.

import { byteLines } from "./byte-lines.ts";
import { openBytes } from "./file-text.ts";
import { toRecord } from "./json-record.ts";
import { scanJson } from "./json-scan.ts";
import { hasExtension, type Reader } from "./reader.ts";
import { articleTooLarge, type Problem, problemAt, type RawRecord } from "./record.ts";

const EXTENSIONS = [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"];

export const jsonLinesReader: Reader = {
  name: "JSON Lines",
  extensions: EXTENSIONS,
  accepts: (path) => hasExtension(path, EXTENSIONS),
  read: (file, { articleBytes }) => readJsonLines(openBytes(file), file.path, articleBytes),
};

/** Records of a stream in UTF-8, not compressed. */
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
      yield articleTooLarge(path, line.number, line.size, articleBytes);
      continue;
    }
    if (line.number === 1 && line.bytes.includes(0)) {
      const reason = "the file contains NUL bytes, so it is binary; lines of JSON in UTF-8 are expected";
      yield problemAt(path, 1, "not_text", reason);
      return;
    }
    const record = readLine(decoder, line.bytes, path, line.number);
    if (record === null) continue;
    empty = false;
    yield record;
  }
  if (empty) yield problemAt(path, null, "empty_file", "the file has no records");
}

/** Null for a blank line. */
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
