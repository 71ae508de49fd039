// The error that says why the index can't be used, as a client may read it; its cause is for the log.

import { EncoderFileError } from "../encoder/file/encoder-file-error.ts";
import { REBUILD_COMMAND, SnapshotError } from "../index/snapshot-error.ts";

/** The index can't be used; the message names the command that mends it and goes to the client. */
export class IndexUnavailable extends Error {
  override readonly name = "IndexUnavailable";
}

/** What the client is told of any failure to open the index; the failure itself is its cause. */
export function indexUnavailable(cause: unknown): IndexUnavailable {
  return cause instanceof IndexUnavailable ? cause : new IndexUnavailable(tellable(cause), { cause });
}

/** Errors of our own formats say what to do; any other may hold paths and is only logged. */
function tellable(cause: unknown): string {
  if (cause instanceof SnapshotError || cause instanceof EncoderFileError) return cause.message;
  return `The index can't be read at the moment. If this persists, run "${REBUILD_COMMAND}".`;
}
