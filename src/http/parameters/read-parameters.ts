// Reads the parameters of a URL or the fields of a JSON body by a table: returns values and defaults, or throws a clear
// reason for the first one that is not accepted.

import { RequestProblem } from "../problems/problem.ts";
import type { Parameter } from "./parameter.ts";

export type Table = Readonly<Record<string, Parameter<unknown>>>;
export type Values<T extends Table> = {
  readonly [Name in keyof T]: T[Name] extends Parameter<infer V> ? V : never;
};

/** Parameters that click trackers add to links; and `key`, which is checked before any route runs. */
export const IGNORED = /^(?:utm_.*|fbclid|gclid|_|key)$/;

/** Values of every parameter in `table`; throws a RequestProblem for the first one that is wrong. */
export function readParameters<T extends Table>(search: URLSearchParams, table: T): Values<T> {
  for (const sent of search.keys()) {
    if (IGNORED.test(sent)) continue;
    const name = sent.endsWith("[]") ? sent.slice(0, -2) : sent;
    const isList = Object.hasOwn(table, name) && table[name]?.isList === true;
    refuseUnknown(isList ? name : sent, table);
  }
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const read = parameter.isList === true ? sentList : sentText;
    values[name] = readValue(name, parameter, read(search, name, parameter));
  }
  return values as Values<T>;
}

/**
 * Values of every field in `table`; null counts as absent. Throws like readParameters, with `prefix` in front of each
 * name: fields of an object in the body have names such as `draft.text`.
 */
export function readFields<T extends Table>(
  body: Readonly<Record<string, unknown>>,
  table: T,
  prefix = "",
): Values<T> {
  for (const sent of Object.keys(body)) refuseUnknown(sent, table, prefix);
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const sent = Object.hasOwn(body, name) ? body[name] : undefined;
    values[name] = readValue(
      prefix + name,
      parameter,
      sent === undefined || sent === null ? null : { sent, json: sent },
    );
  }
  return values as Values<T>;
}

/** For the URL of a request with its options in the body: accepts only `key` and parameters of click trackers. */
export function refuseParameters(search: URLSearchParams): void {
  for (const name of search.keys()) {
    if (IGNORED.test(name)) continue;
    throw new RequestProblem({ reason: "misplaced_parameter", name });
  }
}

/** A parameter as it was sent, and its JSON value. */
interface Sent {
  readonly sent: unknown;
  readonly json: unknown;
}

function sentText(search: URLSearchParams, name: string, parameter: Parameter<unknown>): Sent | null {
  const texts = search.getAll(name);
  const [text] = texts;
  if (texts.length > 1) throw new RequestProblem({ reason: "repeated_parameter", name, times: texts.length });
  const isBlank = text === undefined || (text.trim() === "" && parameter.absent === undefined);
  return isBlank ? null : { sent: text, json: parameter.fromText(text) };
}

function sentList(search: URLSearchParams, name: string, parameter: Parameter<unknown>): Sent | null {
  const sent = [...search.getAll(name), ...search.getAll(`${name}[]`)];
  return sent.length === 0 ? null : { sent, json: sent.map(parameter.fromText) };
}

function readValue(
  name: string,
  { schema, accepted, absent, fields }: Parameter<unknown>,
  sent: Sent | null,
): unknown {
  if (sent === null) {
    if (absent === undefined) throw new RequestProblem({ reason: "missing_parameter", name, accepted });
    return absent;
  }
  if (fields !== undefined && isObject(sent.json)) return readFields(sent.json, fields, `${name}.`);
  const parsed = schema.safeParse(sent.json);
  if (parsed.success) return parsed.data;
  // For a list, report the first wrong entry instead of the whole list.
  const [at] = parsed.error.issues[0]?.path ?? [];
  const wrong = Array.isArray(sent.sent) && typeof at === "number" ? sent.sent[at] : sent.sent;
  throw new RequestProblem({ reason: "invalid_parameter", name, sent: wrong, accepted });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseUnknown(name: string, table: Table, prefix = ""): void {
  if (Object.hasOwn(table, name)) return;
  const known = Object.keys(table).map((other) => prefix + other);
  throw new RequestProblem({ reason: "unknown_parameter", name: prefix + name, known });
}
