// A folder on disk as a source of files, for Node.

import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ByteRange, Source } from "../../index/source.ts";

/** Large enough that system calls cost little beside copying. */
const PIECE_BYTES = 256 * 1024;

/** Names come from the manifest or from lists in the code, never from a request. */
export function folderSource(folder: string): Required<Source> {
  return {
    read: (name, range) =>
      nullIfMissing(
        range === undefined ? readWhole(join(folder, name)) : readPart(join(folder, name), range),
      ),
    async stream(name) {
      const path = join(folder, name);
      // Opened first: a stream would report a missing file only once it is read.
      const file = await nullIfMissing(open(path));
      return file === null ? null : file.createReadStream({ highWaterMark: PIECE_BYTES });
    },
  };
}

async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(path));
}

async function readPart(path: string, { start, end }: ByteRange): Promise<Uint8Array<ArrayBuffer>> {
  await using file = await open(path);
  const bytes = new Uint8Array(end - start);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, start + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.slice(0, length);
}

async function nullIfMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}
