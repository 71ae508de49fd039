// The error for an index with unusable files.

/** The command that rebuilds the index. */
export const REBUILD_COMMAND = "npm run build";

/** A snapshot can't be used. The message says what was found, what is supported and which command fixes it. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem} Run "${REBUILD_COMMAND}".`, options);
  }
}
