// Names, limits and the manifest of a snapshot, format 2. The byte layout is specified in
// docs/snapshot-format.md; reader.ts and writer.ts are its only implementations.

import { z } from "zod";
import { rankingSchema } from "../ranking.ts";
import { settingsSchema } from "../settings.ts";

export const SNAPSHOT_FORMAT = 2;
export const MANIFEST_FILE = "manifest.json";
/** A static asset may be 25 MiB at most; parts stay well below it. */
export const PART_MAX_BYTES = 16 * 1024 * 1024;
/** Passage text is fetched by the page; a page of one long passage may be larger. */
export const PAGE_TARGET_BYTES = 128 * 1024;
export const PAGE_MAX_BYTES = 16 * 1024 * 1024;

/** Fields of an article that are counted each by itself: title, summary, tags, body. */
export const LEXICAL_FIELDS = 4;

/** Every section, with the width of its elements in bytes. */
export const SECTIONS = {
  "articles.records": 1,
  "articles.recordOffsets": 4,
  "articles.publishedAt": 8,
  "articles.flags": 1,
  "articles.firstPassage": 4,
  "articles.vectors": 1,
  "articles.scales": 4,
  "articles.centre": 4,
  "articles.duplicateOf": 4,
  "articles.labels": 4,
  "articles.labelOffsets": 4,
  "articles.links": 4,
  "articles.linkOffsets": 4,
  "articles.pins": 4,
  "articles.pinOffsets": 4,
  "labels.strings": 1,
  "labels.stringOffsets": 4,
  "labels.names": 1,
  "labels.nameOffsets": 4,
  "keys.strings": 1,
  "keys.stringOffsets": 4,
  "keys.articles": 4,
  "passages.vectors": 1,
  "passages.scales": 4,
  "passages.locations": 4,
  "lexical.terms": 1,
  "lexical.termOffsets": 4,
  "lexical.forms": 1,
  "lexical.formOffsets": 4,
  "lexical.postings": 1,
  "lexical.postingOffsets": 4,
  "lexical.positions": 1,
  "lexical.positionOffsets": 4,
  "lexical.lengths": 4,
  "completions.keys": 1,
  "completions.keyOffsets": 4,
  "completions.starts": 4,
  "completions.texts": 1,
  "completions.textOffsets": 4,
  "completions.articles": 4,
  "completions.articleOffsets": 4,
  "completions.titles": 4,
} as const;
export type SectionName = keyof typeof SECTIONS;

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileName = z.string().regex(/^[a-z0-9.-]{1,100}$/);

const fileSchema = z.strictObject({
  file: fileName,
  bytes: count.max(PAGE_MAX_BYTES),
  sha256,
});
export type SnapshotFile = z.output<typeof fileSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal(SNAPSHOT_FORMAT),
  /** First 16 hex digits of the SHA-256 over everything else in the manifest. */
  indexVersion: z.string().regex(/^[0-9a-f]{16}$/),
  encoder: z.strictObject({
    fingerprint: z.string(),
    dims: z.int().min(1).max(4096),
    model: z.string(),
    /** Primary tags of the languages it reads; `["*"]` where any. */
    languages: z.array(z.string()).min(1),
  }),
  counts: z.strictObject({ articles: count, passages: count, terms: count, undated: count }),
  settings: settingsSchema,
  /** Primary tags of the articles' languages, the site's own first, then by falling number of articles. */
  languages: z.array(z.string()).min(1),
  ranking: rankingSchema,
  sections: z.record(z.string(), z.strictObject({ bytes: count, parts: z.array(fileSchema) })),
  pages: z.array(fileSchema),
});
export type Manifest = z.output<typeof manifestSchema>;
