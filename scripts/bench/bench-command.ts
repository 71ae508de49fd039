// What the commands of the benchmarks have in common: how they are called, and that figures go to stdout.

import { Command } from "commander";
import { runEntry } from "../terminal/entry.ts";

/** `name` as `npm run` has it. The benchmark's own options are added to it; then it is parsed. */
export function benchCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .option("--quick", "a small run that shows that all of it works, not a measurement")
    .option("--json", "print the figures as JSON")
    .exitOverride();
}

export function printFigures(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Measures as the options say and prints what was found, as JSON where that is asked for. */
export async function runBench<Options extends { readonly json?: true }, Result>(
  readOptions: () => Options,
  measure: (options: Options) => Promise<Result>,
  describe: (result: Result) => readonly string[],
): Promise<void> {
  await runEntry(async () => {
    const options = readOptions();
    const result = await measure(options);
    printFigures(options.json ? [JSON.stringify(result)] : describe(result));
  });
}
