// What an author asked about who may see an article. Two rules: a flag that can't be understood is a problem,
// never a "no"; and where several fields speak, the most restrictive wins. So a mistake publishes nothing.

import type { OurField } from "../../config/schema.ts";
import { type RawRecord, type SkipReason, showValue, UnreadableField } from "../readers/record.ts";
import type { Access } from "./article.ts";
import { allValues, type FieldTable, type FoundValue } from "./fields.ts";

export interface Flags {
  /** Why the article is left out whole, or null. */
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

/** Words of a content system's status field. */
const STATUS_IS_PUBLISHED: Readonly<Record<string, boolean>> = {
  publish: true,
  published: true,
  public: true,
  draft: false,
  private: false,
  pending: false,
  trash: false,
};

/** Throws UnreadableField, naming the field, for a value that is none of the accepted ones. */
export function readFlags(record: RawRecord, table: FieldTable): Flags {
  const { fields } = record;
  const found = (ours: OurField): FoundValue[] => {
    // JSON exports write null where there is no value; in front matter `draft:` is a flag left half-written.
    return allValues(fields, table[ours]).filter(
      ({ value }) => value !== undefined && !(value === null && record.nullMeansAbsent),
    );
  };
  const isDraft = found("draft").map((field) => readBoolean(field, statusWords(false)));
  const isPublished = found("published").map((field) => readBoolean(field, statusWords(true)));
  const noindex = found("noindex").map((field) => readBoolean(field, {}));
  const access = found("access").map(readAccess);
  const search = found("search").map((field) => readBoolean(field, {}));
  const recommend = found("recommend").map((field) => readBoolean(field, {}));

  const flags = {
    access: access.includes("members") ? "members" : "public",
    search: !search.includes(false),
    recommend: !recommend.includes(false),
  } as const;
  if (isDraft.includes(true) || isInDraftsFolder(record.path)) return { skip: "draft", ...flags };
  if (isPublished.includes(false) || statusWithholds(record, table)) return { skip: "unpublished", ...flags };
  if (noindex.includes(true) || robotsForbid(record, table)) return { skip: "noindex", ...flags };
  return { skip: flags.search || flags.recommend ? null : "excluded", ...flags };
}

/** Jekyll's drafts carry no flag; the folder is the flag. */
function isInDraftsFolder(path: string): boolean {
  return path.split("/").slice(0, -1).includes("_drafts");
}

function statusWords(published: boolean): Readonly<Record<string, boolean>> {
  const entries = Object.entries(STATUS_IS_PUBLISHED).map(([word, value]) => [word, value === published]);
  return Object.fromEntries(entries);
}

function readBoolean({ name, value }: FoundValue, words: Readonly<Record<string, boolean>>): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") {
    const word = value.trim().toLowerCase();
    const known = ownValue(BOOLEAN_WORDS, word) ?? ownValue(words, word);
    if (known !== undefined) return known;
  }
  const hint =
    name === "published" ? '; if it holds a date, set "published": "publishedAt" in the fieldMap' : "";
  const extra = Object.keys(words).length > 0 ? `, or a status (${Object.keys(words).join(", ")})` : "";
  throw new UnreadableField(
    "invalid_field",
    `${name}: found ${showValue(value)}, accepted are true and false${extra}${hint}`,
  );
}

function readAccess({ name, value }: FoundValue): Access {
  const access = typeof value === "string" ? ownValue(ACCESS_WORDS, value.trim().toLowerCase()) : undefined;
  if (access !== undefined) return access;
  const accepted = Object.keys(ACCESS_WORDS).join(", ");
  throw new UnreadableField("invalid_field", `${name}: found ${showValue(value)}, accepted are ${accepted}`);
}

/** The status of a content system's export, where it is not mapped: only words that clearly withhold count. */
function statusWithholds(record: RawRecord, table: FieldTable): boolean {
  const value = record.fields.get("status");
  const isMapped = Object.values(table).some((names) => names.includes("status"));
  if (isMapped || typeof value !== "string") return false;
  return ownValue(STATUS_IS_PUBLISHED, value.trim().toLowerCase()) === false;
}

/** `robots: noindex, nofollow`, as text or as a list; "none" stands for both. */
function robotsForbid(record: RawRecord, table: FieldTable): boolean {
  const value = record.fields.get("robots");
  const isMapped = Object.values(table).some((names) => names.includes("robots"));
  if (isMapped || value === undefined || (value === null && record.nullMeansAbsent)) return false;
  const words = Array.isArray(value) ? value : [value];
  if (!words.every((word) => typeof word === "string")) {
    const reason = `robots: found ${showValue(value)}, accepted is text such as "noindex, nofollow"`;
    throw new UnreadableField("invalid_field", reason);
  }
  const directives = words.flatMap((word) => word.toLowerCase().split(/[\s,]+/));
  return directives.includes("noindex") || directives.includes("none");
}

/** Without what every object inherits: "constructor" is no known word. */
function ownValue<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
