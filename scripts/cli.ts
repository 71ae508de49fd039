#!/usr/bin/env node
// The command line. Data goes to stdout, words about it to stderr.

import { createProgram } from "./commands/program.ts";
import { abortOnInterrupt, runEntry } from "./entry.ts";

await runEntry(async () => {
  await createProgram(abortOnInterrupt).parseAsync(process.argv);
});
