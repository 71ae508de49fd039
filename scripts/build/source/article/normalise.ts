// A raw record and the configuration to an Article, a reason to leave it out, or a problem that says what is
// wrong with it. What concerns several articles at once (duplicates, counts) is the read step's.

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
import { allValues, type FieldTable, type FoundValue, fieldTable, firstValue } from "./fields.ts";
import { type Flags, readFlags } from "./flags.ts";
import { encodeId } from "./identifiers.ts";
import { readImage, readTextLinks, readUrl, urlFromPattern, type Warn } from "./links.ts";
import { createNeverRelated } from "./never-related.ts";
import { readRelated } from "./related-field.ts";
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
  /** Its `relatedIds` are empty still: which articles are meant is known once all are read. */
  readonly article: Article;
  /** Line on which its record begins, from 1. */
  readonly line: number;
  /** The articles that its editor wants first in its related list, as written. */
  readonly related: readonly string[];
  readonly warnings: readonly Warning[];
}

export type Outcome = ReadArticle | Skipped | Problem;

export interface Normaliser {
  /** Names under which a source may hold an article's title. */
  readonly titleFields: readonly string[];
  normalise(record: RawRecord): Outcome;
}

/** Works out the field map once; `normalise` may then be called for any number of records. */
export function createNormaliser(config: Config): Normaliser {
  const table = fieldTable(config);
  const isNeverRelated = createNeverRelated(config);
  return {
    titleFields: table.title,
    normalise(record) {
      try {
        // First, for a draft may be unfinished in every other respect.
        const flags = readFlags(record, table);
        if (flags.skip !== null) return { kind: "skipped", reason: flags.skip, path: record.path };
        const wish = readRelated(allValues(record.fields, table.related));
        const warnings: Warning[] = [];
        const warn = (reason: string) => warnings.push({ path: record.path, line: record.line, reason });
        const article = toArticle(record, flags, table, config, warn);
        const recommend = flags.recommend && !wish.off && !isNeverRelated(article);
        if (!article.search && !recommend) return { kind: "skipped", reason: "excluded", path: record.path };
        return {
          kind: "article",
          article: { ...article, recommend, relatedOff: wish.off },
          line: record.line,
          related: wish.references,
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
  const find = (ours: OurField): FoundValue | null => firstValue(record.fields, table[ours]);
  const readWith = <T>(ours: OurField, reader: (found: FoundValue) => T): T | null => {
    const found = find(ours);
    return found === null ? null : reader(found);
  };

  const title = readWith("title", readLine) || record.content?.heading || "";
  if (title === "") throw new UnreadableField("missing_title", missingTitle(record, table));
  const slug = readWith("slug", readLine) || null;
  const ownUrl = readWith("url", (found) => readUrl(found, site, warn));
  const sourceId = readId(record, find("id"), slug, find("url"));
  const sections = readNames(find("sections"), false);
  const publishedAt = readWith("publishedAt", (found) => readDate(found, site.timeZone));
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
    updatedAt: readWith("updatedAt", (found) => readDate(found, site.timeZone)),
    lang: readWith("lang", readLanguage) ?? site.language.toLowerCase(),
    langFrom: find("lang") === null ? "site" : "source",
    links: readTextLinks(hrefs, url, config),
    relatedIds: [],
    relatedOff: false,
    image: readWith("image", (found) => readImage(found, url, site, warn)),
    access: flags.access,
    search: flags.search,
    recommend: flags.recommend,
    fields: readExtraFields(record, config),
  };
}

/** The explicit id; else a Markdown file's place, or a JSON record's slug or the path of its URL. */
function readId(
  record: RawRecord,
  explicit: FoundValue | null,
  slug: string | null,
  url: FoundValue | null,
): string {
  if (explicit !== null) return readExplicitId(explicit);
  if (record.idFromPath !== null) return record.idFromPath;
  if (slug !== null) return slug;
  // The address as such, not as found on the site: an id must not change when site.url does.
  const parsed =
    typeof url?.value === "string" ? URL.parse(url.value.trim(), "http://relative.invalid/") : null;
  const isOfTheWeb = parsed !== null && /^https?:$/.test(parsed.protocol);
  const path = !isOfTheWeb ? "" : decodePath(parsed.pathname).replace(/^\/+|\/+$/g, "");
  if (path !== "") return path;
  throw new UnreadableField("missing_id", "no id: a JSON record needs an id, a slug, or a url with a path");
}

function readExplicitId(found: FoundValue): string {
  const { name, value } = found;
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  const id = typeof value === "string" ? collapseSpace(value) : "";
  if (id !== "") return id;
  const reason = `${name}: found ${showValue(value)}, accepted is text or a whole number up to 2^53; quote a larger one`;
  throw new UnreadableField("invalid_field", reason);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    // Bytes that are no UTF-8; the escapes themselves are as good an id.
    if (cause instanceof URIError) return path;
    throw cause;
  }
}

function readDate(found: FoundValue, zone: string): string {
  const date = parseDate(found.value, zone);
  if (date !== null) return date;
  const reason = `${found.name}: ${showValue(found.value)} is not a date; ${ACCEPTED_DATES}`;
  throw new UnreadableField("invalid_field", reason);
}

function readExtraFields(record: RawRecord, config: Config): Record<string, FieldValue> {
  const fields: [string, FieldValue][] = [];
  for (const name of Object.keys(config.extraFields)) {
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
