// Titles, summaries, bodies, lists of names and extra fields: values of many shapes to clean text.
// Each reader of a field throws UnreadableField for a shape it does not know; none guesses.

import type { LinkedText } from "../readers/html-text.ts";
import { cleanCharacters, collapseSpace } from "../readers/plain-text.ts";
import { joinParagraphs, proseToLine, readProse } from "../readers/prose.ts";
import { showValue, UnreadableField } from "../readers/record.ts";
import type { FieldValue } from "./article.ts";
import type { FoundValue } from "./fields.ts";

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/;

/** One line of plain text, from text, a number, or an object with `rendered` (as WordPress answers). */
export function readLine(found: FoundValue): string {
  const value = unwrapRendered(found.value);
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return proseToLine(value);
  return refuse(found, "text");
}

/** The same with the links of a line that is written in HTML. */
export function readLinkedLine(found: FoundValue): LinkedText {
  const value = unwrapRendered(found.value);
  if (typeof value !== "string") return { text: readLine(found), hrefs: [] };
  const { text, hrefs } = readProse(value);
  return { text: collapseSpace(text), hrefs };
}

/** Paragraphs and links, from text (plain or HTML), an object with `rendered`, or a list of paragraphs. */
export function readBody(found: FoundValue): LinkedText {
  const value = unwrapRendered(found.value);
  if (typeof value === "string") return readProse(value);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return joinParagraphs(value.map(readProse));
  }
  return refuse(found, "text or a list of paragraphs");
}

/**
 * Names from a text, a list of texts, or a list of objects with `name` or `title`; trimmed, without blank ones
 * and repetitions. `commas`: a text holds several, separated by commas.
 */
export function readNames(found: FoundValue | null, commas: boolean): string[] {
  if (found === null) return [];
  const items = Array.isArray(found.value) ? found.value : splitNames(found.value, commas);
  const names = items.map((item) => readName(found, item)).filter((name) => name !== "");
  return [...new Set(names)];
}

function splitNames(value: unknown, commas: boolean): unknown[] {
  return commas && typeof value === "string" ? value.split(",") : [value];
}

function readName(found: FoundValue, item: unknown): string {
  if (item === null) return "";
  if (typeof item === "string") return proseToLine(item);
  if (typeof item === "number" && Number.isFinite(item)) return String(item);
  if (typeof item === "object") {
    for (const key of ["name", "title"]) {
      const value: unknown = Reflect.get(item, key);
      if (typeof value === "string") return proseToLine(value);
    }
  }
  return refuse(found, 'text, a list of texts, or a list of objects with "name" or "title"');
}

/** A BCP 47 tag in lower case; `en_US` is read as `en-us`. */
export function readLanguage(found: FoundValue): string {
  const tag = typeof found.value === "string" ? found.value.trim().toLowerCase().replaceAll("_", "-") : "";
  return LANGUAGE_TAG.test(tag) ? tag : refuse(found, 'a language tag such as "en" or "pt-BR"');
}

/** A value of a field declared in the configuration's `extraFields`. */
export function readExtraField(found: FoundValue): FieldValue {
  const { value } = found;
  if (typeof value === "string") return cleanCharacters(value).trim();
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return value.map(collapseSpace).filter((item) => item !== "");
  }
  return refuse(found, "text, a number, true or false, or a list of texts");
}

export function refuse(found: FoundValue, accepted: string): never {
  throw new UnreadableField(
    "invalid_field",
    `${found.name}: found ${showValue(found.value)}, accepted is ${accepted}`,
  );
}

function unwrapRendered(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("rendered" in value)) return value;
  return value.rendered;
}
