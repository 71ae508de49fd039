// Where a snapshot's bytes come from: static assets in the function, a folder in Node, a map in tests.

import { SnapshotError, type SnapshotFile } from "./format.ts";

export interface Source {
  /** The whole file, or null where there is none of that name. Throws where it can't be reached. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The same in pieces as they arrive, each used up before the next: spares whoever moves a large file a copy. */
  stream?(name: string): Promise<AsyncIterable<Uint8Array> | null>;
}

/** Files held in memory; what the writer returns can be read back without a disk. */
export function memorySource(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Source {
  return {
    async read(name) {
      return files.get(name) ?? null;
    },
  };
}

export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads a file and holds it to its length and checksum; every failure is a SnapshotError. */
export async function readVerified(source: Source, expected: SnapshotFile): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer> | null;
  try {
    bytes = await source.read(expected.file);
  } catch (cause) {
    // The reason may name folders of the machine: it is for the log, the message is for everyone.
    throw new SnapshotError(`${expected.file} can't be read at the moment.`, { cause });
  }
  if (bytes === null) throw new SnapshotError(`The index lacks its file ${expected.file}.`);
  if (bytes.length !== expected.bytes) {
    throw new SnapshotError(`${expected.file} has ${bytes.length} bytes where ${expected.bytes} belong.`);
  }
  const sum = await sha256Hex(bytes);
  if (sum !== expected.sha256) {
    throw new SnapshotError(
      `${expected.file} has the checksum ${sum.slice(0, 16)}…, not ${expected.sha256.slice(0, 16)}….`,
    );
  }
  return bytes;
}
