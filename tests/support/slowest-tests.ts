// A reporter that ends a run of many files with its ten slowest tests: seconds, file and title.

import { relative } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

const SHOWN = 10;
/** Whoever runs a few files wants to see those only. */
const MIN_FILES = 10;

export interface TimedTest {
  readonly file: string;
  readonly title: string;
  readonly durationMs: number;
}

/** One line a test, the slowest first: `  12.3 s  tests/browser/page.test.ts  the search page > opens`. */
export function slowestLines(tests: readonly TimedTest[], shown = SHOWN): string[] {
  return tests
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, shown)
    .map(
      ({ file, title, durationMs }) => `${(durationMs / 1000).toFixed(1).padStart(7)} s  ${file}  ${title}`,
    );
}

export default class SlowestTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length < MIN_FILES) return;
    const tests = modules.flatMap((module) =>
      Array.from(module.children.allTests(), (test) => ({
        file: relative(process.cwd(), module.moduleId),
        title: test.fullName,
        durationMs: test.diagnostic()?.duration ?? 0,
      })),
    );
    console.log(["The slowest tests:", ...slowestLines(tests), ""].join("\n"));
  }
}
