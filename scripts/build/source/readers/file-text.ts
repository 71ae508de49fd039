// The bytes and the text of an article file, unpacked if its name ends in .gz. Text must be UTF-8; what isn't is a
// problem, since a guessed encoding would garble an archive without anyone noticing.

import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { ArticleFile } from "./reader.ts";
import { type Problem, problemAt } from "./record.ts";

const CHUNK_BYTES = 1 << 18;

/** The file's bytes as a stream. Errors of the system and of zlib are thrown where it is read. */
export function openBytes({ location }: ArticleFile): AsyncIterable<Uint8Array> {
  const file = createReadStream(location, { highWaterMark: CHUNK_BYTES });
  if (!/\.gz$/i.test(location)) return file;
  // An error in either stream is thrown where the unpacked one is read, so the callback has nothing to do.
  return pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
}

/**
 * The whole text without byte order mark, or a problem: not text, or more than `maxBytes` (`tooLarge` makes that one).
 */
export async function readText(
  file: ArticleFile,
  maxBytes: number,
  tooLarge: (bytes: number) => Problem,
): Promise<string | Problem> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of openBytes(file)) {
    bytes += chunk.length;
    if (bytes > maxBytes) return tooLarge(bytes);
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks), file.path);
}

function decodeText(bytes: Uint8Array, path: string): string | Problem {
  if (bytes.includes(0)) {
    return problemAt(path, null, "not_text", "the file contains NUL bytes, so it is binary and not text");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return problemAt(path, null, "not_text", "the file is not valid UTF-8");
  }
}
