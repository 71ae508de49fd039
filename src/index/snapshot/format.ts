// The manifest and the size limits of a snapshot, format 2. docs/snapshot-format.md specifies the bytes; the table of
// sections is in sections.ts.

import { z } from "zod";
import { rankingSchema } from "../ranking.ts";
import { indexEncoderSchema, settingsSchema } from "../settings.ts";

export const SNAPSHOT_FORMAT = 2;
export const MANIFEST_FILE = "manifest.json";
/** Static assets are limited to 25 MiB; parts stay well below that. */
export const PART_MAX_BYTES = 16 * 1024 * 1024;
/** Passage text is fetched in pages of about this size; a page with one long passage may be larger. */
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
  /** First 16 hex digits of the SHA-256 of everything else in the manifest. */
  indexVersion: z.string().regex(/^[0-9a-f]{16}$/),
  encoder: indexEncoderSchema,
  counts: z.strictObject({ articles: count, passages: count, terms: count, undated: count }),
  settings: settingsSchema,
  /** Primary tags of the articles' languages: the site's language first, then by number of articles, most first. */
  languages: z.array(z.string()).min(1),
  ranking: rankingSchema,
  sections: z.record(z.string(), z.strictObject({ bytes: count, parts: z.array(fileSchema) })),
  pages: z.array(fileSchema),
});
export type Manifest = z.output<typeof manifestSchema>;
