// Reads a file of a snapshot and checks it against the manifest.

import { sha256Hex } from "../sha256.ts";
import { SnapshotError } from "../snapshot-error.ts";
import type { Source } from "../source.ts";
import type { SnapshotFile } from "./format.ts";

/** Reads a file and checks its length and checksum; every failure is a SnapshotError. */
export async function readVerified(source: Source, expected: SnapshotFile): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer> | null;
  try {
    bytes = await source.read(expected.file);
  } catch (cause) {
    // The cause may contain paths on this machine, so it only goes to the log; everyone may see the message.
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
