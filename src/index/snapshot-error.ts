// The error for an index whose files can't be used.

/** What an operator runs to make the index anew. */
export const REBUILD_COMMAND = "npm run build";

/** A snapshot that can't be used: what was found, what is supported, and the command that mends it. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem} Run "${REBUILD_COMMAND}".`, options);
  }
}
