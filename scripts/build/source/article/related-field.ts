// What an editor says about an article's related list: `related: false`, or the articles that come first in it.
// Which articles these are is found once all are read (steps/pins.ts); here they are only references as written.

import { z } from "zod";
import { collapseSpace } from "../readers/plain-text.ts";
import type { FoundValue } from "./fields.ts";
import { refuse } from "./text-fields.ts";

export interface RelatedWish {
  /** The article takes no part in related lists. */
  readonly off: boolean;
  /** Ids and URLs in the editor's order, as written. */
  readonly references: readonly string[];
}

const ACCEPTED = 'false, or ids or URLs of articles such as ["2019/summit", "https://…"]';
/** As exports of content systems write an article that they refer to. */
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
 * `found`: every field that holds such a wish, the one that counts most first. "Off" in any of them wins; else the
 * first that names articles. UnreadableField for a value of another shape.
 */
export function readRelated(found: readonly FoundValue[]): RelatedWish {
  const wishes = found.map(readWish);
  if (wishes.includes(false)) return { off: true, references: [] };
  const lists = wishes.filter((wish) => typeof wish !== "boolean");
  return { off: false, references: lists.find((list) => list.length > 0) ?? [] };
}

/** A list of references, or false for "off", or true for "as usual". */
function readWish(found: FoundValue): boolean | string[] {
  const { value } = found;
  if (value === null || value === undefined) return true;
  if (typeof value === "boolean") return value;
  // A list with "no" in it names an article of that id; the word alone is a slip for the flag.
  const word = typeof value === "string" ? BOOLEAN_WORDS.get(value.trim().toLowerCase()) : undefined;
  if (word !== undefined) return word;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const references = items.map((item) => readReference(found, item));
  return [...new Set(references.filter((reference) => reference !== ""))];
}

function readReference(found: FoundValue, item: unknown): string {
  if (typeof item === "string") return collapseSpace(item);
  if (typeof item === "number" && Number.isSafeInteger(item)) return String(item);
  const { id, url } = referenceSchema.safeParse(item).data ?? {};
  if (id !== undefined) return collapseSpace(String(id));
  return url === undefined ? refuse(found, ACCEPTED) : collapseSpace(url);
}
