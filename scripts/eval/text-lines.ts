// The lines of text files for measurements: plain, .gz, .zst, .xz (with the command `xz`), or `-` for standard input.
// The readers of articles are in scripts/build/source/readers.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
// Not by name: in Node before 22.15, which has no Zstandard, that import would stop every command.
import zlib from "node:zlib";
import { byteLines } from "../build/source/readers/byte-lines.ts";

/** A longer line stops the measurement; skipping it would go unnoticed. */
const LINE_MAX_BYTES = 16 * 1024 * 1024;

/** Lines in order, without line feeds, including empty ones. If the file is unreadable, an Error that names it. */
export async function* textLines(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  try {
    for await (const line of byteLines(bytesOf(file), LINE_MAX_BYTES)) {
      if (line.kind === "too_long") {
        throw new Error(
          `line ${line.number} has ${line.size} bytes; at most ${LINE_MAX_BYTES} are read as one text`,
        );
      }
      yield decoder.decode(line.bytes);
    }
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  if (file === "-") yield* process.stdin;
  else if (file.endsWith(".xz")) yield* decompressedByXz(file);
  else if (file.endsWith(".gz")) yield* through(createReadStream(file), zlib.createGunzip());
  else if (file.endsWith(".zst")) yield* through(createReadStream(file), zstdDecompressor());
  else yield* createReadStream(file);
}

function zstdDecompressor(): ReturnType<typeof zlib.createZstdDecompress> {
  if (!("createZstdDecompress" in zlib)) {
    throw new Error(`Node ${process.version} can't read .zst; Node 22.15 and later can, and any reads .gz`);
  }
  return zlib.createZstdDecompress();
}

/** `pipe` alone would swallow the error of an unreadable file. */
function through(from: Readable, to: NodeJS.ReadWriteStream & Readable): Readable {
  from.on("error", (cause) => to.destroy(cause));
  return from.pipe(to);
}

/** Node has no decompressor for .xz. */
async function* decompressedByXz(file: string): AsyncGenerator<Uint8Array> {
  const xz = spawn("xz", ["--decompress", "--stdout", "--", file], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  xz.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  // Awaited from the start, so that an early error or end is not missed.
  const closed = once(xz, "close");
  closed.catch(() => undefined);
  try {
    yield* xz.stdout;
    const [code] = await closed;
    if (code !== 0) throw new Error(complaint.trim() || `xz ended with ${code}`);
  } finally {
    xz.kill();
  }
}
