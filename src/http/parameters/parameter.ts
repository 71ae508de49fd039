// The kinds of parameters, and the values that each accepts in a JSON body and as text in a URL. parameters.ts lists
// the parameters themselves; read-parameters.ts reads them.

import { z } from "zod";
import { MOMENT_ACCEPTED, momentFromText, type SentMoment, sentMoment } from "../../answers/site-time.ts";

/** One schema serves both: text from a URL is first converted to a JSON value. */
export interface Parameter<T> {
  readonly schema: z.ZodType<T>;
  /** Converts text to a JSON value; text that can't be converted is returned as it is, and the schema rejects it. */
  readonly fromText: (text: string) => unknown;
  /** Describes accepted values: completes the sentence "`limit` must be …". */
  readonly accepted: string;
  /** The default. Without one the parameter is required, and blank text counts as absent. */
  readonly absent?: T;
  /** May be repeated in a URL, also as `name[]`; in a body it is an array. */
  readonly isList?: true;
  /** The schema for URLs, if a body accepts more than a URL can express. Used only by the API description. */
  readonly inUrl?: z.ZodType;
  /** The fields of a JSON object, each read by its own entry. Objects only occur in a body. */
  readonly fields?: Readonly<Record<string, Parameter<unknown>>>;
}

/**
 * Text of `least` to `most` characters after trimming. Lengths count characters, as in JSON Schema, not UTF-16 units. A
 * schema's description can't see the check, so the limits are repeated as metadata.
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

/** An optional integer. */
export function optionalInteger(least: number, most: number): Parameter<number | null> {
  const { fromText, accepted } = integer(least, most, least);
  return { schema: z.int().min(least).max(most), fromText, accepted, absent: null };
}

/** An id in the API's format; the build maps other ids from a source to this format. */
const articleId = z.string().regex(/^[A-Za-z0-9._~-]{1,128}$/);
const ID_ACCEPTED = "an article's id of 1 to 128 characters out of A–Z, a–z, 0–9 and ._~-";

/** How many values one filter may have, and how long each may be. */
export const NAMES_MAX = 100;
export const NAME_MAX_CHARS = 200;
const name = trimmedText(1, NAME_MAX_CHARS);
/** A value of a declared field: text, or a number or boolean as JSON writes it. */
const fieldValue = z.union([name, z.number().transform(String), z.boolean().transform(String)]);

export function integer(least: number, most: number, absent: number): Parameter<number> {
  return {
    schema: z.int().min(least).max(most),
    fromText: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : text),
    accepted: `a whole number from ${least} to ${most}`,
    absent,
  };
}

/** 0 to 1. Text must be a decimal as JSON writes scores; small ones have an exponent (`1e-7` or `1e-07`). */
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

/** Names, any of which will do; an empty list in a body means no filter. */
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

/** Years, any of which will do, written as in facets. */
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

/** Values of a declared field, any of which will do. */
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

/** Any of the choices; repeated ones are dropped. */
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
