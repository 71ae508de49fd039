// Why the index can't be used, in a sentence for the operator: shown by the health check and in the log. Readers get another
// one (src/http/problems/problem.ts).

import { EncoderFileError } from "../encoder/file/encoder-file-error.ts";
import { REBUILD_COMMAND, SnapshotError } from "../index/snapshot-error.ts";

/** The index can't be used. The message names the command that helps, and no paths or keys. */
export class IndexUnavailable extends Error {
  override readonly name = "IndexUnavailable";
}

/** Any failure to open the index as an IndexUnavailable, with the failure as its cause. */
export function indexUnavailable(cause: unknown): IndexUnavailable {
  return cause instanceof IndexUnavailable ? cause : new IndexUnavailable(safeMessage(cause), { cause });
}

/** Errors of our own formats say what to do. Any other error may contain paths, so it is only logged. */
function safeMessage(cause: unknown): string {
  if (cause instanceof SnapshotError || cause instanceof EncoderFileError) return cause.message;
  return `The index can't be read right now. If this persists, run "${REBUILD_COMMAND}".`;
}
