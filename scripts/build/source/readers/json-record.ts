// One JSON value to a raw record, for the readers of JSON and JSON Lines.

import { type Problem, problemAt, type RawRecord, showValue } from "./record.ts";

export function toRecord(
  value: unknown,
  path: string,
  line: number,
  sourcePath: string,
): RawRecord | Problem {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const reason = `found ${showValue(value)} where an object is expected`;
    return problemAt(path, line, "not_a_record", reason);
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  return {
    kind: "record",
    path,
    line,
    sourcePath,
    fields,
    nullMeansAbsent: true,
    idFromPath: null,
    content: null,
  };
}
