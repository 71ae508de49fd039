// The shell around an entry file's work: messages to stderr, exit codes 0 done, 1 failed, 2 called wrongly.

import { CommanderError } from "commander";
import { UsageError } from "./usage.ts";

/** Runs `main` and sets the process's exit code; the stack of an error is shown where BACKSTORY_DEBUG is set. */
export async function runEntry(main: () => Promise<void>): Promise<void> {
  // A reader that has seen enough, such as `head`, is no failure.
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
