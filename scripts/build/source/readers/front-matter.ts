// Parses the YAML block at the top of a Markdown file with YAML 1.2's core schema: dates stay strings, "no" is a word.
// Other front matter (TOML, JSON) is refused by name, since ignoring its flags could publish what should stay private.

import { LineCounter, parseDocument } from "yaml";
import { type Problem, problemAt } from "./record.ts";

/** Without a limit on aliases a small file could fill the memory. */
const MAX_ALIASES = 100;

/**
 * The problem of a file that begins with an unsupported kind of front matter; else null. `text` has no byte order mark.
 */
export function refuseFrontMatter(text: string, path: string, firstLine: number): Problem | null {
  const refuse = (reason: string) => problemAt(path, firstLine, "unsupported_front_matter", reason);
  if (/^\+\+\+[ \t]*\r?\n/.test(text)) {
    return refuse('TOML front matter ("+++") is not supported; write it as YAML between "---" lines');
  }
  if (/^\{\s*"/.test(text)) {
    return refuse('JSON front matter is not supported; write it as YAML between "---" lines');
  }
  return null;
}

/** Fields of the YAML between the fences. `firstLine` is the line of the file on which the YAML begins, from 1. */
export function parseFrontMatter(
  yaml: string,
  path: string,
  firstLine: number,
): ReadonlyMap<string, unknown> | Problem {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { schema: "core", lineCounter: lines, prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) {
    const line = firstLine + Math.max(lines.linePos(error.pos[0]).line, 1) - 1;
    return problemAt(path, line, "invalid_front_matter", `front matter is not valid YAML: ${error.message}`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    if (!(cause instanceof ReferenceError)) throw cause;
    return problemAt(path, firstLine, "invalid_front_matter", `front matter: ${cause.message}`);
  }
  if (value === null) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) {
    const kind = Array.isArray(value) ? "a list" : `a ${typeof value}`;
    const reason = `front matter is ${kind}, expected fields such as "title: …"`;
    return problemAt(path, firstLine, "invalid_front_matter", reason);
  }
  return new Map(Object.entries(value));
}
