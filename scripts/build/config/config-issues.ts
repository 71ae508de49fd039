// Words for what zod found wrong with a configuration: the field's path, what was found, what is accepted,
// and for an unknown field the nearest known one. It reads no file.

import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { configSchema } from "./schema.ts";

const FOUND_MAX_CHARS = 80;

/** One thing wrong with the configuration; `field` is a dotted path such as `limits.queryTokens`, "" for the file. */
export interface ConfigIssue {
  readonly field: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** zod's names of types in the words of someone who writes JSON. */
const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list such as ["news/**/*.md"]',
  boolean: "true or false, without quotes",
  int: "a whole number, without quotes",
  number: "a number, without quotes",
  object: "an object",
  record: "an object",
  string: "text",
};

export function describeIssues(issues: readonly Issue[]): ConfigIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => describeUnknownField([...issue.path.map(String), key]));
    }
    const field = issue.path.map(String).join(".");
    const where = field === "" ? "the configuration" : field;
    return [{ field, message: `${where}: found ${show(issue.input)}, ${accepted(issue)}` }];
  });
}

function accepted(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${EXPECTED[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `accepted are ${issue.values.map(show).join(", ")}`;
    case "too_small":
      return `accepted is ${issue.minimum} or more${unit(issue.origin)}`;
    case "too_big":
      return `accepted is ${issue.maximum} or less${unit(issue.origin)}`;
    case "invalid_key":
      return issue.issues.map((inner) => inner.message).join("; ");
    default:
      return issue.message;
  }
}

function unit(origin: string): string {
  if (origin === "string") return " characters";
  return origin === "array" ? " entries" : "";
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > FOUND_MAX_CHARS ? `${text.slice(0, FOUND_MAX_CHARS)}…` : text;
}

function describeUnknownField(path: readonly string[]): ConfigIssue {
  const field = path.join(".");
  const known = knownFields();
  const parent = path.slice(0, -1);
  const siblings = known.filter((other) => isParent(parent, other)).map((other) => [...parent, other.at(-1)]);
  const names = siblings.map((sibling) => sibling.join("."));
  const nearest = nearestName(field, names) ?? sameNameElsewhere(path, known);
  const hint = nearest === null ? `known here are ${names.join(", ")}` : `did you mean "${nearest}"?`;
  return { field, message: `unknown field "${field}"; ${hint}` };
}

/** Paths of every field the schema knows; `*` stands for a name of the author's own choice. */
function knownFields(): string[][] {
  const found: string[][] = [];
  const visit = (schema: unknown, path: readonly string[]): void => {
    if (!isObject(schema)) return;
    for (const [name, inner] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      found.push([...path, name]);
      visit(inner, [...path, name]);
    }
    visit(schema.additionalProperties, [...path, "*"]);
  };
  visit(z.toJSONSchema(configSchema, { io: "input" }), []);
  return found;
}

function isParent(parent: readonly string[], path: readonly string[]): boolean {
  return (
    path.length === parent.length + 1 &&
    parent.every((name, index) => path[index] === name || path[index] === "*")
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function sameNameElsewhere(path: readonly string[], known: readonly string[][]): string | null {
  return known.find((other) => other.at(-1) === path.at(-1))?.join(".") ?? null;
}

/** The name with the fewest edits, if these are at most a third of its length; the first of equals. */
function nearestName(wanted: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let bestEdits = Math.max(2, Math.floor(leafLength(wanted) / 3)) + 1;
  for (const name of names) {
    const edits = distance(wanted.toLowerCase(), name.toLowerCase());
    if (edits < bestEdits) [best, bestEdits] = [name, edits];
  }
  return best;
}

function leafLength(name: string): number {
  return name.length - name.lastIndexOf(".") - 1;
}
