// The function's log in tests: failures are shown, a line for each request is not.

import { type LogLine, writeToConsole } from "../../src/log-lines.ts";

export function quietLog(line: LogLine): void {
  if (line.kind === "problem") writeToConsole(line);
}
