#!/usr/bin/env node
// The command line. Data goes to stdout, words about it to stderr; only this file ends the process.
// Exit codes: 0 done, 1 failed, 2 called wrongly.

import { CommanderError } from "commander";
import { createProgram } from "./commands/program.ts";
import { UsageError } from "./commands/usage.ts";

const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort(new Error("Interrupted. What is embedded so far is kept.")));

try {
  await createProgram(interrupted.signal).parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** The message with its causes; the stack only where it is asked for. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env.BACKSTORY_DEBUG !== undefined) return error.stack ?? error.message;
  const cause = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : "";
  return `${error.message}${cause}`;
}
