// Reads the field `related`, with which an editor switches an article's related list off (`related: false`) or names
// the articles that come first in it. They are references as written; ../pins.ts finds the articles once all are read.

import { z } from "zod";
import { collapseSpace } from "../readers/plain-text.ts";
import type { NamedValue } from "./fields.ts";
import { refuse } from "./text-fields.ts";

export interface RelatedField {
  /** The article has no related list and is in no other one. */
  readonly off: boolean;
  /** Ids and URLs in the editor's order, as written. */
  readonly references: readonly string[];
}

const ACCEPTED = 'false, or ids or URLs of articles such as ["2019/summit", "https://…"]';
/** How exports of content systems write a reference to an article. */
const referenceSchema = z.object({
  id: z.union([z.string(), z.int()]).optional(),
  url: z.string().optional(),
});
const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["false", false],
  ["no", false],
]);

/**
 * `fields` are all fields of this meaning, in order of precedence. "Off" in any of them wins; otherwise the first that
 * names articles. Throws an UnreadableField for a value of another shape.
 */
export function readRelated(fields: readonly NamedValue[]): RelatedField {
  const values = fields.map(readValue);
  if (values.includes(false)) return { off: true, references: [] };
  const lists = values.filter((value) => typeof value !== "boolean");
  return { off: false, references: lists.find((list) => list.length > 0) ?? [] };
}

/** A list of references, or false for "off", or true for "as usual". */
function readValue(field: NamedValue): boolean | string[] {
  const { value } = field;
  if (value === null || value === undefined) return true;
  if (typeof value === "boolean") return value;
  // In a list, "no" is the id of an article; alone, the word is meant as the flag.
  const word = typeof value === "string" ? BOOLEAN_WORDS.get(value.trim().toLowerCase()) : undefined;
  if (word !== undefined) return word;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const references = items.map((item) => readReference(field, item));
  return [...new Set(references.filter((reference) => reference !== ""))];
}

function readReference(field: NamedValue, item: unknown): string {
  if (typeof item === "string") return collapseSpace(item);
  if (typeof item === "number" && Number.isSafeInteger(item)) return String(item);
  const { id, url } = referenceSchema.safeParse(item).data ?? {};
  if (id !== undefined) return collapseSpace(String(id));
  return url === undefined ? refuse(field, ACCEPTED) : collapseSpace(url);
}
