// Turns a raw record into an Article, a reason to leave it out, or a problem that says what is wrong with it. Anything
// that concerns several articles at once (duplicates, counts) is done by the read step.

import type { Config, OurField } from "../../config/schema.ts";
import { collapseSpace } from "../readers/plain-text.ts";
import {
  type Problem,
  problemAt,
  type RawRecord,
  type Skipped,
  showValue,
  UnreadableField,
  type Warning,
} from "../readers/record.ts";
import type { Article, FieldValue } from "./article.ts";
import { ACCEPTED_DATES, parseDate } from "./dates.ts";
import { allValues, type FieldTable, fieldTable, firstValue, type NamedValue } from "./fields.ts";
import { type Flags, readFlags } from "./flags.ts";
import { encodeId } from "./identifiers.ts";
import { readImage, readTextLinks, readUrl, urlFromPattern, type Warn } from "./links.ts";
import { readRelated } from "./related-field.ts";
import { createRules } from "./rules.ts";
import {
  readBody,
  readExtraField,
  readLanguage,
  readLine,
  readLinkedLine,
  readNames,
} from "./text-fields.ts";

export interface ReadArticle {
  readonly kind: "article";
  /** Its `relatedIds` are still empty; pins.ts fills them once all articles are read. */
  readonly article: Article;
  /** Line on which its record begins, from 1. */
  readonly line: number;
  /** The articles that its editor wants first in the related list, as written. */
  readonly related: readonly string[];
  readonly warnings: readonly Warning[];
}

export type Outcome = ReadArticle | Skipped | Problem;

export interface Normaliser {
  /** Names or paths of the source's fields that may hold the title. */
  readonly titleFields: readonly string[];
  normalise(record: RawRecord): Outcome;
}

/** Prepares the field map once, for any number of records. */
export function createNormaliser(config: Config): Normaliser {
  const table = fieldTable(config);
  const isExcludedByRules = createRules(config);
  return {
    titleFields: table.title,
    normalise(record) {
      try {
        // Flags come first, since a draft may be unfinished in every other respect.
        const flags = readFlags(record, table);
        if (flags.skip !== null) return { kind: "skipped", reason: flags.skip, path: record.path };
        const relatedField = readRelated(allValues(record.fields, table.related));
        const warnings: Warning[] = [];
        const warn = (reason: string) => warnings.push({ path: record.path, line: record.line, reason });
        const article = toArticle(record, flags, table, config, warn);
        const recommend = flags.recommend && !relatedField.off && !isExcludedByRules(article);
        if (!article.search && !recommend) return { kind: "skipped", reason: "excluded", path: record.path };
        return {
          kind: "article",
          article: { ...article, recommend, relatedOff: relatedField.off },
          line: record.line,
          related: relatedField.references,
          warnings,
        };
      } catch (error) {
        if (!(error instanceof UnreadableField)) throw error;
        return problemAt(record.path, record.line, error.code, error.message);
      }
    },
  };
}

function toArticle(record: RawRecord, flags: Flags, table: FieldTable, config: Config, warn: Warn): Article {
  const { site } = config;
  const find = (ours: OurField): NamedValue | null => firstValue(record.fields, table[ours]);
  const readWith = <T>(ours: OurField, reader: (field: NamedValue) => T): T | null => {
    const field = find(ours);
    return field === null ? null : reader(field);
  };

  const title = readWith("title", readLine) || record.content?.heading || "";
  if (title === "") throw new UnreadableField("missing_title", missingTitle(record, table));
  const slug = readWith("slug", readLine) || null;
  const ownUrl = readWith("url", (field) => readUrl(field, site, warn));
  const sourceId = readId(record, find("id"), slug, find("url"));
  const sections = readNames(find("sections"), false);
  const publishedAt = readWith("publishedAt", (field) => readDate(field, site.timeZone));
  const url =
    ownUrl ?? urlFromPattern({ id: sourceId, slug, section: sections[0] ?? null, publishedAt }, site);
  const summary = readWith("summary", readLinkedLine);
  const body =
    record.content === null
      ? readWith("body", readBody)
      : { text: record.content.body, hrefs: record.content.hrefs };
  const hrefs = [...(summary?.hrefs ?? []), ...(body?.hrefs ?? [])];
  return {
    id: encodeId(sourceId),
    sourceId,
    sourcePath: record.sourcePath,
    url,
    title,
    summary: summary?.text || null,
    body: body?.text ?? "",
    sections,
    tags: readNames(find("tags"), true),
    authors: readNames(find("authors"), false),
    publishedAt,
    updatedAt: readWith("updatedAt", (field) => readDate(field, site.timeZone)),
    lang: readWith("lang", readLanguage) ?? site.language.toLowerCase(),
    langFrom: find("lang") === null ? "site" : "source",
    links: readTextLinks(hrefs, url, config),
    relatedIds: [],
    relatedOff: false,
    image: readWith("image", (field) => readImage(field, url, site, warn)),
    access: flags.access,
    search: flags.search,
    recommend: flags.recommend,
    fields: readExtraFields(record, config),
  };
}

/** The explicit id; else the id from the file's path, the slug, or the path of the URL. */
function readId(
  record: RawRecord,
  explicit: NamedValue | null,
  slug: string | null,
  url: NamedValue | null,
): string {
  if (explicit !== null) return readExplicitId(explicit);
  if (record.idFromPath !== null) return record.idFromPath;
  if (slug !== null) return slug;
  // The URL as written, not resolved against the site: an id must not change when site.url does.
  const parsed =
    typeof url?.value === "string" ? URL.parse(url.value.trim(), "http://relative.invalid/") : null;
  const isOfTheWeb = parsed !== null && /^https?:$/.test(parsed.protocol);
  const path = !isOfTheWeb ? "" : decodePath(parsed.pathname).replace(/^\/+|\/+$/g, "");
  if (path !== "") return path;
  throw new UnreadableField("missing_id", "no id: the record needs an id, a slug, or a URL with a path");
}

function readExplicitId(field: NamedValue): string {
  const { name, value } = field;
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  const id = typeof value === "string" ? collapseSpace(value) : "";
  if (id !== "") return id;
  const reason = `${name}: found ${showValue(value)}, expected text or a whole number up to 2^53; put quotes around a larger one`;
  throw new UnreadableField("invalid_field", reason);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    // Not UTF-8; the escapes themselves do as an id.
    if (cause instanceof URIError) return path;
    throw cause;
  }
}

function readDate(field: NamedValue, zone: string): string {
  const date = parseDate(field.value, zone);
  if (date !== null) return date;
  const reason = `${field.name}: ${showValue(field.value)} is not a date; ${ACCEPTED_DATES}`;
  throw new UnreadableField("invalid_field", reason);
}

function readExtraFields(record: RawRecord, config: Config): Record<string, FieldValue> {
  const fields: [string, FieldValue][] = [];
  for (const name of Object.keys(config.customFields)) {
    const value = record.fields.get(name);
    if (value !== undefined && value !== null) fields.push([name, readExtraField({ name, value })]);
  }
  return Object.fromEntries(fields);
}

function missingTitle(record: RawRecord, table: FieldTable): string {
  const names = table.title.join(", ");
  return record.content === null
    ? `no title: the record has none of the fields ${names}`
    : `no title: the article has none of the fields ${names}, and its text has no top-level heading`;
}
