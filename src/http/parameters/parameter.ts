// Kinds of parameters: what each accepts, as a value of a JSON body and as text in a URL. Which parameters there are
// is parameters.ts; read-parameters.ts reads them.

import { z } from "zod";
import { MOMENT_ACCEPTED, momentFromText, type SentMoment, sentMoment } from "../../answers/site-time.ts";

/** One schema serves both: text of a URL is first turned into the JSON value it stands for. */
export interface Parameter<T> {
  readonly schema: z.ZodType<T>;
  /** The JSON value of a text, or the text itself where it stands for none: the schema refuses it then. */
  readonly fromText: (text: string) => unknown;
  /** What the value must be: ends the sentence "`limit` must be …". */
  readonly accepted: string;
  /** Used where the parameter is absent; without one it is required, and blank text counts as absent. */
  readonly absent?: T;
  /** Repeats in a URL, also as `name[]`, and is an array in a body. */
  readonly isList?: true;
  /** What a URL can say of it, where a body can say more; for the description of the API alone. */
  readonly inUrl?: z.ZodType;
  /** The fields of a JSON object, each read by its own entry. Only a body can hold one. */
  readonly fields?: Readonly<Record<string, Parameter<unknown>>>;
}

/**
 * Text of `least` to `most` characters after trimming. A length counts characters as JSON Schema does, not UTF-16 units;
 * what the check hides from a schema's description is said beside it.
 */
export function trimmedText(least: 0 | 1, most: number): z.ZodType<string, string> {
  const described = least === 0 ? { maxLength: most } : { minLength: least, maxLength: most, pattern: "\\S" };
  return z
    .string()
    .trim()
    .refine((text) => isWithin(Array.from(text).length, least, most))
    .meta(described);
}

function isWithin(length: number, least: number, most: number): boolean {
  return length >= least && length <= most;
}

/** A whole number that may be left out. */
export function optionalInteger(least: number, most: number): Parameter<number | null> {
  const { fromText, accepted } = integer(least, most, least);
  return { schema: z.int().min(least).max(most), fromText, accepted, absent: null };
}

/** An id as the contract has them; other ids of a source are mapped to such by the build. */
const articleId = z.string().regex(/^[A-Za-z0-9._~-]{1,128}$/);
const ID_ACCEPTED = "an article's id of 1 to 128 characters out of A–Z, a–z, 0–9 and ._~-";

/** Values of one filter, and how long each may be. */
export const NAMES_MAX = 100;
export const NAME_MAX_CHARS = 200;
const name = trimmedText(1, NAME_MAX_CHARS);
/** As JSON writes them: what the values of a declared field are. */
const fieldValue = z.union([name, z.number().transform(String), z.boolean().transform(String)]);

export function integer(least: number, most: number, absent: number): Parameter<number> {
  return {
    schema: z.int().min(least).max(most),
    fromText: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : text),
    accepted: `a whole number from ${least} to ${most}`,
    absent,
  };
}

/** 0 to 1. Text is a decimal as every score is written in JSON, small ones with an exponent (`1e-7`, also `1e-07`). */
export function share<T extends number | null>(absent: T): Parameter<number | T> {
  return {
    schema: z.number().min(0).max(1),
    fromText: (text) => (/^\d{1,9}(?:\.\d{1,40})?(?:e-\d{1,3})?$/i.test(text) ? Number(text) : text),
    accepted: "a number from 0 to 1",
    absent,
  };
}

export function oneOf<const T extends string>(choices: readonly T[], absent: NoInfer<T>): Parameter<T> {
  return {
    schema: z.enum(choices),
    fromText: asItIs,
    accepted: listed(choices),
    absent,
  };
}

export function flag(absent = false): Parameter<boolean> {
  return {
    schema: z.boolean(),
    fromText: (text) => (text === "true" ? true : text === "false" ? false : text),
    accepted: "`true` or `false`",
    absent,
  };
}

export function id(): Parameter<string | null> {
  return { schema: articleId, fromText: asItIs, accepted: ID_ACCEPTED, absent: null };
}

export function ids<T extends readonly string[] | null>(
  least: number,
  most: number,
  absent: T,
): Parameter<readonly string[] | T> {
  return {
    schema: z.array(articleId).min(least).max(most),
    fromText: asItIs,
    accepted: `a list of ${least === 0 ? "up" : least} to ${most}, each ${ID_ACCEPTED}`,
    absent,
    isList: true,
  };
}

/** Names of which any will do; an empty list of a body is none. */
export function names(): Parameter<readonly string[]> {
  return {
    schema: z.array(name).max(NAMES_MAX),
    fromText: asItIs,
    accepted: `a list of up to ${NAMES_MAX} names, each of 1 to ${NAME_MAX_CHARS} characters`,
    absent: [],
    isList: true,
  };
}

const yearText = z.string().regex(/^[0-9]{4}$/);

/** Years of which any will do, as facets name them. */
export function years(): Parameter<readonly string[]> {
  return {
    schema: z.array(z.union([yearText, z.int().min(1000).max(9999).transform(String)])).max(NAMES_MAX),
    inUrl: z.array(yearText).max(NAMES_MAX),
    fromText: asItIs,
    accepted: `a list of up to ${NAMES_MAX} years, each of four digits`,
    absent: [],
    isList: true,
  };
}

/** Values of a declared field of which any will do. */
export function fieldValues(): Parameter<readonly string[]> {
  return {
    schema: z.array(fieldValue).max(NAMES_MAX),
    inUrl: z.array(name).max(NAMES_MAX),
    fromText: asItIs,
    accepted: `a list of up to ${NAMES_MAX} values: text of 1 to ${NAME_MAX_CHARS} characters, numbers, true or false`,
    absent: [],
    isList: true,
  };
}

/** Some of the choices, each once. */
export function someOf(choices: readonly string[]): Parameter<readonly string[]> {
  return {
    schema: z
      .array(z.enum(choices))
      .max(NAMES_MAX)
      .transform((chosen) => [...new Set(chosen)]),
    fromText: asItIs,
    accepted: `a list of any of ${listed(choices)}`,
    absent: [],
    isList: true,
  };
}

/** An ISO 8601 date or date and time, with or without a zone. */
export function moment(): Parameter<SentMoment | null> {
  return { schema: sentMoment, fromText: momentFromText, accepted: MOMENT_ACCEPTED, absent: null };
}

export function optionalId(): Parameter<string | null> {
  return textOf(articleId, ID_ACCEPTED, null);
}

export function textOf<T>(schema: z.ZodType<T>, accepted: string): Parameter<T>;
export function textOf<T>(schema: z.ZodType<T>, accepted: string, absent: null): Parameter<T | null>;
export function textOf<T>(schema: z.ZodType<T>, accepted: string, absent?: null): Parameter<T | null> {
  const required = { schema, fromText: asItIs, accepted };
  return absent === undefined ? required : { ...required, absent };
}

/** "`a`, `b` or `c`". */
function listed(choices: readonly string[]): string {
  const names = choices.map((choice) => `\`${choice}\``);
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function asItIs(text: string): unknown {
  return text;
}
