// Opens a snapshot: checks the manifest and every checksum, then attaches typed views to the sections.
// Records of articles are parsed one at a time, passage text is fetched by the page when it is shown.

import { attachCompletions } from "../../lexical/attached-completions.ts";
import { attachKeywordIndex } from "../../lexical/attached-index.ts";
import type { CompletionIndex } from "../../lexical/completion-index.ts";
import type { KeywordIndex } from "../../lexical/keyword-index.ts";
import { NumberLists } from "../../lexical/number-lists.ts";
import { StringTable } from "../../lexical/string-table.ts";
import { TermDictionary } from "../../lexical/term-dictionary.ts";
import type { QuantisedVectors } from "../../vector/quantised-vectors.ts";
import { FLAG } from "../columns.ts";
import { sha256Hex } from "../sha256.ts";
import { SnapshotError } from "../snapshot-error.ts";
import type { Source } from "../source.ts";
import { type StoredArticle, storedArticleSchema } from "../stored-article.ts";
import {
  LEXICAL_FIELDS,
  MANIFEST_FILE,
  type Manifest,
  manifestSchema,
  SECTIONS,
  type SectionName,
  SNAPSHOT_FORMAT,
} from "./format.ts";
import { PageCache } from "./page-cache.ts";
import { readVerified } from "./verified.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Pages of text that one request has asked for, by their numbers. */
export type PageRequests = Map<number, Promise<Uint8Array<ArrayBuffer>>>;

/** Ordinals number the articles newest first, undated ones last. */
export interface Snapshot {
  readonly manifest: Manifest;
  readonly articleCount: number;
  readonly passageCount: number;
  /** `Float64Array[articles]`, milliseconds since 1970, NaN where undated. */
  readonly publishedAt: Float64Array;
  /** `Uint8Array[articles]`, bits of FLAG. */
  readonly flags: Uint8Array;
  /** `Uint32Array[articles + 1]`: the passages of article a are firstPassage[a] .. firstPassage[a + 1] - 1. */
  readonly firstPassage: Uint32Array;
  /** One unit vector for each article, which says what the whole of it is about, centred on the archive. */
  readonly articleVectors: QuantisedVectors;
  /** `Float32Array[dims]`: what was taken off before the articles' vectors were brought to unit length. */
  readonly centre: Float32Array;
  /** `Uint32Array[articles]`: the article that stands for a group of near-duplicates; itself for most. */
  readonly duplicateOf: Uint32Array;
  readonly passageVectors: QuantisedVectors;
  readonly keywords: KeywordIndex;
  /** Strings under which an article is found: ids and URLs, by the prefixes of keys.ts. */
  findKey(key: string): number | null;
  article(ordinal: number): StoredArticle;
  /** Numbers of the article's labels, ascending: what it can be filtered and counted by. */
  labels(ordinal: number): Uint32Array;
  /** The same lists, for passes over many articles. */
  readonly labelLists: NumberLists;
  /** Keys by labels.ts, as `labels` numbers them, sorted by bytes. */
  readonly labelKeys: TermDictionary;
  /** How the archive writes each of them, most often; in the order of `labelKeys`, empty for what is no facet. */
  readonly labelNames: StringTable;
  /** Articles that this one's text links to. */
  links(ordinal: number): Uint32Array;
  /** Articles that editors put first in this one's related list, in their order. */
  pins(ordinal: number): Uint32Array;
  has(ordinal: number, flag: keyof typeof FLAG): boolean;
  /**
   * Text of one passage without its title; empty where none may be stored. Calls that pass the same `pages` fetch
   * a page once; it is one request's own, since a fetch ends with the request that began it.
   */
  passageText(passage: number, pages?: PageRequests): Promise<string>;
}

export async function openSnapshot(source: Source): Promise<Snapshot> {
  const manifest = await readManifest(source);
  const bytes = new Map<SectionName, Uint8Array<ArrayBuffer>>();
  const names = Object.keys(SECTIONS) as SectionName[];
  await Promise.all(names.map(async (name) => bytes.set(name, await readSection(source, manifest, name))));

  const { articles, passages, terms } = manifest.counts;
  const { dims } = manifest.encoder;
  const section = <T>(name: SectionName, elements: number | null, attach: (buffer: ArrayBuffer) => T): T => {
    const found = bytes.get(name) ?? new Uint8Array();
    const width = SECTIONS[name];
    const expected = (elements ?? Math.floor(found.byteLength / width)) * width;
    if (found.byteLength !== expected) {
      throw new SnapshotError(`Section ${name} has ${found.byteLength} bytes where ${expected} belong.`);
    }
    return attach(found.buffer);
  };
  const u8 = (buffer: ArrayBuffer) => new Uint8Array(buffer);
  const u32 = (buffer: ArrayBuffer) => new Uint32Array(buffer);
  const f32 = (buffer: ArrayBuffer) => new Float32Array(buffer);

  const stringTable = (strings: SectionName, offsets: SectionName, size: number | null): StringTable => {
    try {
      return new StringTable(section(strings, null, u8), section(offsets, size, u32));
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new SnapshotError(`Section ${strings} is no table of strings (${cause.message}).`, { cause });
    }
  };

  const lists = (values: SectionName, offsets: SectionName, limit: number, count = articles): NumberLists => {
    try {
      return new NumberLists(section(values, null, u32), section(offsets, count + 1, u32), limit);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new SnapshotError(`Section ${values} holds no lists (${cause.message}).`, { cause });
    }
  };

  /** Lists of the terms end to end, and where each begins. */
  const lexicalLists = <T>(
    name: SectionName,
    offsetsName: SectionName,
    shape: (bytes: Uint8Array, offsets: Uint32Array) => T,
  ): T => {
    const lists = section(name, null, u8);
    const offsets = section(offsetsName, terms + 1, u32);
    let last = 0;
    for (const offset of offsets) {
      if (offset < last)
        throw new SnapshotError(`Section ${offsetsName} goes back from ${last} to ${offset}.`);
      last = offset;
    }
    if (last !== lists.length) {
      throw new SnapshotError(`Section ${name} has ${lists.length} bytes where ${last} belong.`);
    }
    return shape(lists, offsets);
  };

  const records = section("articles.records", null, u8);
  const recordOffsets = section("articles.recordOffsets", articles + 1, u32);
  const locations = section("passages.locations", passages * 3, u32);
  const keys = new TermDictionary(stringTable("keys.strings", "keys.stringOffsets", null));
  const keyArticles = section("keys.articles", keys.size, u32);
  const labelKeys = new TermDictionary(stringTable("labels.strings", "labels.stringOffsets", null));
  const labelNames = stringTable("labels.names", "labels.nameOffsets", labelKeys.size + 1);
  const labels = lists("articles.labels", "articles.labelOffsets", labelKeys.size);
  const links = lists("articles.links", "articles.linkOffsets", articles);
  const pins = lists("articles.pins", "articles.pinOffsets", articles);
  const flags = section("articles.flags", articles, u8);
  const completions = (): CompletionIndex => {
    const texts = stringTable("completions.texts", "completions.textOffsets", null);
    const titles = section("completions.titles", null, u32);
    const keys = section("completions.keys", null, u8);
    const keyOffsets = section("completions.keyOffsets", texts.size + titles.length + 1, u32);
    const starts = section("completions.starts", null, u32);
    const articlesOf = lists("completions.articles", "completions.articleOffsets", articles, texts.size);
    try {
      return attachCompletions({ keys, keyOffsets, starts, texts, articles: articlesOf, titles }, articles);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new SnapshotError(`Sections completions hold no completions (${cause.message}).`, { cause });
    }
  };
  const keywords = (): KeywordIndex => {
    const postings = {
      terms: new TermDictionary(stringTable("lexical.terms", "lexical.termOffsets", terms + 1)),
      ...lexicalLists("lexical.forms", "lexical.formOffsets", (inflections, inflectionOffsets) => ({
        inflections,
        inflectionOffsets,
      })),
      ...lexicalLists("lexical.postings", "lexical.postingOffsets", (bytes, offsets) => ({ bytes, offsets })),
      ...lexicalLists("lexical.positions", "lexical.positionOffsets", (positions, positionOffsets) => ({
        positions,
        positionOffsets,
      })),
      lengths: section("lexical.lengths", articles * LEXICAL_FIELDS, u32),
    };
    return attachKeywordIndex(postings, completions());
  };
  const pages = new PageCache(source, manifest.pages);

  return {
    manifest,
    articleCount: articles,
    passageCount: passages,
    publishedAt: section("articles.publishedAt", articles, (buffer) => new Float64Array(buffer)),
    flags,
    firstPassage: section("articles.firstPassage", articles + 1, u32),
    articleVectors: {
      values: section("articles.vectors", articles * dims, (buffer) => new Int8Array(buffer)),
      scales: section("articles.scales", articles, f32),
      dims,
    },
    centre: section("articles.centre", dims, f32),
    duplicateOf: section("articles.duplicateOf", articles, u32),
    labelKeys,
    labelNames,
    labelLists: labels,
    labels: (ordinal) => labels.at(ordinal),
    links: (ordinal) => links.at(ordinal),
    pins: (ordinal) => pins.at(ordinal),
    passageVectors: {
      values: section("passages.vectors", passages * dims, (buffer) => new Int8Array(buffer)),
      scales: section("passages.scales", passages, f32),
      dims,
    },
    keywords: keywords(),
    findKey(key) {
      const index = keys.find(key);
      return index < 0 ? null : (keyArticles[index] ?? null);
    },
    article(ordinal) {
      if (!(ordinal >= 0 && ordinal < articles)) throw new RangeError(`no article ${ordinal} of ${articles}`);
      const text = decoder.decode(records.subarray(recordOffsets[ordinal], recordOffsets[ordinal + 1]));
      return storedArticleSchema.parse(JSON.parse(text));
    },
    has: (ordinal, flag) => ((flags[ordinal] ?? 0) & FLAG[flag]) !== 0,
    async passageText(passage, asked = new Map()) {
      if (!(passage >= 0 && passage < passages)) throw new RangeError(`no passage ${passage} of ${passages}`);
      const [page = 0, start = 0, length = 0] = locations.subarray(passage * 3, passage * 3 + 3);
      if (length === 0) return "";
      const reading = asked.get(page) ?? pages.read(page);
      asked.set(page, reading);
      const text = await reading;
      if (start + length > text.length) {
        throw new SnapshotError(
          `Passage ${passage} ends at ${start + length} of a page of ${text.length} bytes.`,
        );
      }
      return decoder.decode(text.subarray(start, start + length));
    },
  };
}

export async function readManifest(source: Source): Promise<Manifest> {
  const bytes = await source.read(MANIFEST_FILE);
  if (bytes === null) throw new SnapshotError("There is no index yet.");
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new SnapshotError("The index's manifest is not readable JSON.", { cause });
  }
  const found = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (found !== SNAPSHOT_FORMAT) {
    throw new SnapshotError(
      `The index has format ${String(found)}; this version reads format ${SNAPSHOT_FORMAT}.`,
    );
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SnapshotError(
      `The index's manifest is damaged at "${issue?.path.join(".")}": ${issue?.message}.`,
      {
        cause: parsed.error,
      },
    );
  }
  const sum = await contentSum(value as object);
  if (sum !== parsed.data.indexVersion) {
    throw new SnapshotError(
      `The index's manifest has the checksum ${sum}, not its index version ${parsed.data.indexVersion}.`,
    );
  }
  return parsed.data;
}

/** What the writer made the index version of: every other field, in the order in which they are written. */
async function contentSum(manifest: object): Promise<string> {
  const { indexVersion: _, ...content } = manifest as { indexVersion?: unknown };
  return (await sha256Hex(new TextEncoder().encode(JSON.stringify(content)))).slice(0, 16);
}

/** One column without the rest, as `Snapshot.publishedAt`. */
export async function readPublishedAt(source: Source, manifest: Manifest): Promise<Float64Array> {
  const name = "articles.publishedAt";
  const { buffer, byteLength } = await readSection(source, manifest, name);
  const expected = manifest.counts.articles * SECTIONS[name];
  if (byteLength !== expected) {
    throw new SnapshotError(`Section ${name} has ${byteLength} bytes where ${expected} belong.`);
  }
  return new Float64Array(buffer);
}

async function readSection(
  source: Source,
  manifest: Manifest,
  name: SectionName,
): Promise<Uint8Array<ArrayBuffer>> {
  const entry = manifest.sections[name];
  if (entry === undefined) throw new SnapshotError(`The index's manifest has no section ${name}.`);
  const parts = await Promise.all(entry.parts.map((part) => readVerified(source, part)));
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  if (total !== entry.bytes) throw new SnapshotError(`Section ${name} has ${total} bytes of ${entry.bytes}.`);
  const [first] = parts;
  // A view into a larger buffer can't be attached as it is: sections start at byte 0 of their own buffer.
  if (parts.length === 1 && first !== undefined && first.byteLength === first.buffer.byteLength) return first;
  const joined = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
