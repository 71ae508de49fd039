// Reads titles, summaries, bodies, lists of names and custom fields: values of many shapes to clean text. Each function
// throws an UnreadableField for a shape that it doesn't know; none guesses.

import type { LinkedText } from "../readers/html-text.ts";
import { cleanCharacters, collapseSpace } from "../readers/plain-text.ts";
import { joinParagraphs, proseToLine, readProse } from "../readers/prose.ts";
import { showValue, UnreadableField } from "../readers/record.ts";
import type { FieldValue } from "./article.ts";
import type { NamedValue } from "./fields.ts";

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/;

/** One line of plain text, from text, a number, or an object with `rendered` (as in the WordPress API). */
export function readLine(field: NamedValue): string {
  const value = unwrapRendered(field.value);
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return proseToLine(value);
  return refuse(field, "text");
}

/** The same, with the links of a line in HTML. */
export function readLinkedLine(field: NamedValue): LinkedText {
  const value = unwrapRendered(field.value);
  if (typeof value !== "string") return { text: readLine(field), hrefs: [] };
  const { text, hrefs } = readProse(value);
  return { text: collapseSpace(text), hrefs };
}

/** Paragraphs and links, from text (plain or HTML), an object with `rendered`, or a list of paragraphs. */
export function readBody(field: NamedValue): LinkedText {
  const value = unwrapRendered(field.value);
  if (typeof value === "string") return readProse(value);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return joinParagraphs(value.map(readProse));
  }
  return refuse(field, "text or a list of paragraphs");
}

/**
 * Names from text, a list of texts, or a list of objects with `name` or `title`; trimmed, without blank and repeated
 * ones. With `commas`, a text may hold several names separated by commas.
 */
export function readNames(field: NamedValue | null, commas: boolean): string[] {
  if (field === null) return [];
  const items = Array.isArray(field.value) ? field.value : splitNames(field.value, commas);
  const names = items.map((item) => readName(field, item)).filter((name) => name !== "");
  return [...new Set(names)];
}

function splitNames(value: unknown, commas: boolean): unknown[] {
  return commas && typeof value === "string" ? value.split(",") : [value];
}

function readName(field: NamedValue, item: unknown): string {
  if (item === null) return "";
  if (typeof item === "string") return proseToLine(item);
  if (typeof item === "number" && Number.isFinite(item)) return String(item);
  if (typeof item === "object") {
    for (const key of ["name", "title"]) {
      const value: unknown = Reflect.get(item, key);
      if (typeof value === "string") return proseToLine(value);
    }
  }
  return refuse(field, 'text, a list of texts, or a list of objects with "name" or "title"');
}

/** A BCP 47 tag in lower case; `en_US` is read as `en-us`. */
export function readLanguage(field: NamedValue): string {
  const tag = typeof field.value === "string" ? field.value.trim().toLowerCase().replaceAll("_", "-") : "";
  return LANGUAGE_TAG.test(tag) ? tag : refuse(field, 'a language tag such as "en" or "pt-BR"');
}

/** A value of a custom field that the configuration declares. */
export function readExtraField(field: NamedValue): FieldValue {
  const { value } = field;
  if (typeof value === "string") return cleanCharacters(value).trim();
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return value.map(collapseSpace).filter((item) => item !== "");
  }
  return refuse(field, "text, a number, true or false, or a list of texts");
}

export function refuse(field: NamedValue, accepted: string): never {
  throw new UnreadableField(
    "invalid_field",
    `${field.name}: found ${showValue(field.value)}, expected ${accepted}`,
  );
}

function unwrapRendered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("rendered" in value)) return value;
  return value.rendered;
}
