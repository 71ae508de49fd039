// Reads the flags that say who may see an article. Two rules keep a mistake from publishing anything: a flag that can't
// be understood is a problem rather than a "no", and of several flags the most restrictive wins.

import type { OurField } from "../../config/schema.ts";
import { type RawRecord, type SkipReason, showValue, UnreadableField } from "../readers/record.ts";
import type { Access } from "./article.ts";
import { allValues, type FieldTable, type NamedValue } from "./fields.ts";

export interface Flags {
  /** Why the whole article is left out, or null. */
  readonly skip: Exclude<SkipReason, "readme"> | null;
  readonly access: Access;
  readonly search: boolean;
  readonly recommend: boolean;
}

const ACCESS_WORDS: Readonly<Record<string, Access>> = {
  public: "public",
  free: "public",
  members: "members",
  subscribers: "members",
  premium: "members",
  paid: "members",
};

const BOOLEAN_WORDS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

/** Values of a content system's status field. */
const STATUS_IS_PUBLISHED: Readonly<Record<string, boolean>> = {
  publish: true,
  published: true,
  public: true,
  draft: false,
  private: false,
  pending: false,
  trash: false,
};

/** Throws an UnreadableField that names the field if a value isn't one of the accepted ones. */
export function readFlags(record: RawRecord, table: FieldTable): Flags {
  const { fields } = record;
  const flagValues = (ours: OurField): NamedValue[] => {
    // JSON exports write null for "no value"; in front matter `draft:` is a half-written flag.
    return allValues(fields, table[ours]).filter(
      ({ value }) => value !== undefined && !(value === null && record.nullMeansAbsent),
    );
  };
  const isDraft = flagValues("draft").map((field) => readBoolean(field, statusWords(false)));
  const isPublished = flagValues("published").map((field) => readBoolean(field, statusWords(true)));
  const noindex = flagValues("noindex").map((field) => readBoolean(field, {}));
  const access = flagValues("access").map(readAccess);
  const search = flagValues("search").map((field) => readBoolean(field, {}));
  const recommend = flagValues("recommend").map((field) => readBoolean(field, {}));

  const flags = {
    access: access.includes("members") ? "members" : "public",
    search: !search.includes(false),
    recommend: !recommend.includes(false),
  } as const;
  if (isDraft.includes(true) || isInDraftsFolder(record.path)) return { skip: "draft", ...flags };
  if (isPublished.includes(false) || statusUnpublished(record, table))
    return { skip: "unpublished", ...flags };
  if (noindex.includes(true) || robotsForbid(record, table)) return { skip: "noindex", ...flags };
  return { skip: flags.search || flags.recommend ? null : "excluded", ...flags };
}

/** Jekyll's drafts have no flag; being in this folder is the flag. */
function isInDraftsFolder(path: string): boolean {
  return path.split("/").slice(0, -1).includes("_drafts");
}

function statusWords(published: boolean): Readonly<Record<string, boolean>> {
  const entries = Object.entries(STATUS_IS_PUBLISHED).map(([word, value]) => [word, value === published]);
  return Object.fromEntries(entries);
}

function readBoolean({ name, value }: NamedValue, words: Readonly<Record<string, boolean>>): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") {
    const word = value.trim().toLowerCase();
    const flag = ownValue(BOOLEAN_WORDS, word) ?? ownValue(words, word);
    if (flag !== undefined) return flag;
  }
  const hint =
    name === "published" ? '; if it holds a date, set "published": "publishedAt" in the fieldMap' : "";
  const extra = Object.keys(words).length > 0 ? `, or a status (${Object.keys(words).join(", ")})` : "";
  throw new UnreadableField(
    "invalid_field",
    `${name}: found ${showValue(value)}, expected true or false${extra}${hint}`,
  );
}

function readAccess({ name, value }: NamedValue): Access {
  const access = typeof value === "string" ? ownValue(ACCESS_WORDS, value.trim().toLowerCase()) : undefined;
  if (access !== undefined) return access;
  const accepted = Object.keys(ACCESS_WORDS).join(", ");
  const reason = `${name}: found ${showValue(value)}, expected one of ${accepted}`;
  throw new UnreadableField("invalid_field", reason);
}

/** An unmapped status field of a content system's export: only words that clearly mean "not published" count. */
function statusUnpublished(record: RawRecord, table: FieldTable): boolean {
  const value = record.fields.get("status");
  const isMapped = Object.values(table).some((names) => names.includes("status"));
  if (isMapped || typeof value !== "string") return false;
  return ownValue(STATUS_IS_PUBLISHED, value.trim().toLowerCase()) === false;
}

/** `robots: noindex, nofollow`, as text or as a list; "none" means both. */
function robotsForbid(record: RawRecord, table: FieldTable): boolean {
  const value = record.fields.get("robots");
  const isMapped = Object.values(table).some((names) => names.includes("robots"));
  if (isMapped || value === undefined || (value === null && record.nullMeansAbsent)) return false;
  const words = Array.isArray(value) ? value : [value];
  if (!words.every((word) => typeof word === "string")) {
    const reason = `robots: found ${showValue(value)}, expected text such as "noindex, nofollow"`;
    throw new UnreadableField("invalid_field", reason);
  }
  const directives = words.flatMap((word) => word.toLowerCase().split(/[\s,]+/));
  return directives.includes("noindex") || directives.includes("none");
}

/** Ignores what every object inherits, such as "constructor". */
function ownValue<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
