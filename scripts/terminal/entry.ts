// The shell around the work of an entry file: messages to stderr; exit codes 0 for done, 1 for failed, 2 for wrong
// usage.

import { CommanderError } from "commander";
import { UsageError } from "./usage.ts";

/** Runs `main` and sets the process's exit code; shows the stack of an error if BACKSTORY_DEBUG is set. */
export async function runEntry(main: () => Promise<void>): Promise<void> {
  // It is not a failure if a reader such as `head` has seen enough.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: Error & { code?: string }) => {
      if (error.code !== "EPIPE") throw error;
      if (stream === process.stdout) process.exit(0);
    });
  }
  try {
    await main();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.BACKSTORY_DEBUG !== undefined) return error.stack ?? error.message;
  const { cause } = error;
  const tellsMore = cause instanceof Error && !error.message.includes(cause.message);
  return tellsMore ? `${error.message}\n  because: ${cause.message}` : error.message;
}

/** A signal that Ctrl-C aborts once; a second Ctrl-C ends the process as usual. */
export function abortOnInterrupt(): AbortSignal {
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort(new Error("Interrupted. What is embedded so far is kept.")));
  return interrupted.signal;
}
