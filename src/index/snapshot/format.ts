// Limits and the manifest of a snapshot, format 2. docs/snapshot-format.md specifies the bytes; sections.ts has the table
// of sections.

import { z } from "zod";
import { rankingSchema } from "../ranking.ts";
import { indexEncoderSchema, settingsSchema } from "../settings.ts";

export const SNAPSHOT_FORMAT = 2;
export const MANIFEST_FILE = "manifest.json";
/** A static asset may be 25 MiB at most; parts stay well below it. */
export const PART_MAX_BYTES = 16 * 1024 * 1024;
/** Passage text is fetched by the page; a page of one long passage may be larger. */
export const PAGE_TARGET_BYTES = 128 * 1024;
export const PAGE_MAX_BYTES = 16 * 1024 * 1024;

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
  encoder: indexEncoderSchema,
  counts: z.strictObject({ articles: count, passages: count, terms: count, undated: count }),
  settings: settingsSchema,
  /** Primary tags of the articles' languages, the site's own first, then by falling number of articles. */
  languages: z.array(z.string()).min(1),
  ranking: rankingSchema,
  sections: z.record(z.string(), z.strictObject({ bytes: count, parts: z.array(fileSchema) })),
  pages: z.array(fileSchema),
});
export type Manifest = z.output<typeof manifestSchema>;
