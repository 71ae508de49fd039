// Messages for the issues that zod finds in a configuration: the field's path, what was found, what is expected, and
// for an unknown field the most similar known one. It reads no file.

import { distance } from "fastest-levenshtein";
import { z } from "zod";
import { configSchema } from "./schema.ts";

const SHOWN_MAX_CHARS = 80;

/** Fields that had another name before 1.0, and what to write instead. */
const RENAMED: Readonly<Record<string, string>> = {
  canonicalParams: '"identifyingParams"',
  extraFields: '"customFields"',
  "members.bodyVectors": '"members.searchBody"',
  related: '"rules", a list such as [{ "sections": ["Obituaries"], "recommend": false }]',
};

/**
 * One mistake in the configuration. `field` is a dotted path such as `limits.queryTokens`, or "" for the whole file.
 */
export interface ConfigIssue {
  readonly field: string;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** zod's types in the words of someone who writes JSON. */
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
    return [{ field, message: `${where}: found ${show(issue.input)}, ${expectation(issue)}` }];
  });
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${EXPECTED[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `expected one of ${issue.values.map(show).join(", ")}`;
    case "too_small":
      return `expected ${issue.minimum} or more${unit(issue.origin)}`;
    case "too_big":
      return `expected at most ${issue.maximum}${unit(issue.origin)}`;
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
  return text.length > SHOWN_MAX_CHARS ? `${text.slice(0, SHOWN_MAX_CHARS)}…` : text;
}

function describeUnknownField(path: readonly string[]): ConfigIssue {
  const field = path.join(".");
  const renamed = Object.hasOwn(RENAMED, field) ? RENAMED[field] : undefined;
  if (renamed !== undefined) {
    return { field, message: `unknown field "${field}"; its name is now ${renamed}` };
  }
  const fields = knownFields();
  const parent = path.slice(0, -1);
  const siblings = fields.filter((path) => isParent(parent, path)).map((path) => [...parent, path.at(-1)]);
  const names = siblings.map((sibling) => sibling.join("."));
  const nearest = nearestName(field, names) ?? sameNameElsewhere(path, fields);
  const hint = nearest === null ? `the fields here are ${names.join(", ")}` : `did you mean "${nearest}"?`;
  return { field, message: `unknown field "${field}"; ${hint}` };
}

/** Paths of all fields in the schema; `*` stands for a name that the author chooses, or for any item of a list. */
function knownFields(): string[][] {
  const paths: string[][] = [];
  const visit = (schema: unknown, path: readonly string[]): void => {
    if (!isObject(schema)) return;
    for (const [name, inner] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      paths.push([...path, name]);
      visit(inner, [...path, name]);
    }
    visit(schema.additionalProperties, [...path, "*"]);
    visit(schema.items, [...path, "*"]);
  };
  visit(z.toJSONSchema(configSchema, { io: "input" }), []);
  return paths;
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

function sameNameElsewhere(path: readonly string[], fields: readonly string[][]): string | null {
  return fields.find((field) => field.at(-1) === path.at(-1))?.join(".") ?? null;
}

/** The name that differs by the fewest edits, if these are at most a third of its length; of equals the first. */
function nearestName(unknownName: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let bestEdits = Math.max(2, Math.floor(leafLength(unknownName) / 3)) + 1;
  for (const name of names) {
    const edits = distance(unknownName.toLowerCase(), name.toLowerCase());
    if (edits < bestEdits) [best, bestEdits] = [name, edits];
  }
  return best;
}

function leafLength(name: string): number {
  return name.length - name.lastIndexOf(".") - 1;
}
