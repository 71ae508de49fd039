// Runs a parser that recurses into its input. Nesting beyond the engine's stack is the input's fault and becomes a
// problem; every other error is thrown on.

import { type Problem, problemAt } from "./record.ts";

export function withinStack<T>(path: string, line: number | null, parse: () => T): T | Problem {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RangeError && error.message.includes("call stack"))) throw error;
    return problemAt(path, line, "nested_too_deep", "the markup is nested too deeply to be read");
  }
}
