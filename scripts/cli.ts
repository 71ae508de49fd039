#!/usr/bin/env node
// The command line. Data goes to stdout, words about it to stderr.

import { createProgram } from "./cli/program.ts";
import { abortOnInterrupt, runEntry } from "./terminal/entry.ts";

await runEntry(async () => {
  await createProgram(abortOnInterrupt).parseAsync(process.argv);
});
