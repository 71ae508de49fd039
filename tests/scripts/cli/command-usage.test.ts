// Commands that were called wrongly: refused before any index is opened, with what is accepted.

import { CommanderError } from "commander";
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from "vitest";
import { createProgram } from "../../../scripts/cli/program.ts";
import { UsageError } from "../../../scripts/terminal/usage.ts";

// Commander writes its refusals, and the help after them.
let written: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  written = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
});
afterEach(() => written.mockRestore());

/** What the caller is told; fails where the command is accepted. */
async function refusalOf(args: readonly string[]): Promise<string> {
  const program = createProgram(() => new AbortController().signal);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof UsageError || error instanceof CommanderError) return error.message;
    throw error;
  }
  throw new Error(`accepted: ${args.join(" ")}`);
}

const SHARE = "It must be a number from 0 to 1.";

it.each([
  [["search", "moon", "--semantic-ratio", "2"], SHARE],
  [["search", "moon", "--recency", "x"], SHARE],
  [["search", "moon", "--threshold=-1"], SHARE],
  [["search", "moon", "--duplicates", "hide"], "Allowed choices are collapse, include."],
  [["search", "x".repeat(513)], "Type 1 to 512 characters"],
  [["related", "a", "--diversity", "1.1"], SHARE],
  [["related", "a", "--recency", ""], SHARE],
  [["related", "a", "--direction", "later"], "Allowed choices are any, before, after, timeline."],
  [["related", "a", "--fallback", "all"], "Allowed choices are none, recent."],
  [["related", "a", "--limit", "21"], "It must be a whole number from 1 to 20."],
  [["related"], "Name an article by its id or URL, or a draft with --text FILE"],
  [["related", "a", "--text", "b"], "not both"],
  [["related", "a", "--title", "b"], "needs --text"],
  [["related", ..."abcdefghijk"], "the maximum is 10"],
  [["related", "a", ...Array(101).fill("--exclude=b")], "the maximum is 100"],
])("%j is refused with what is accepted", async (args, reason) => {
  expect(await refusalOf(args)).toContain(reason);
});
