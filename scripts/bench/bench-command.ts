// What all benchmark commands share: how they are called, and that figures go to stdout.

import { Command } from "commander";
import { runEntry } from "../terminal/entry.ts";

/** `name` as in `npm run`. The benchmark adds its options and parses. */
export function benchCommand(name: string, description: string): Command {
  return new Command(`npm run ${name} --`)
    .description(description)
    .option("--quick", "a small run to see that everything works, not a measurement")
    .option("--json", "print the figures as JSON")
    .exitOverride();
}

export function printFigures(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Measures with the options and prints the figures, as JSON with `--json`. */
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
