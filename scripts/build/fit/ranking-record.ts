// index/ranking.json: the parameters that were fitted to the archive, and what was gained. They stay until the archive
// has changed by more than a little, so that one new article does not move the scores of all others.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { rankingSchema } from "../../../src/index/ranking.ts";
import { writeWhole } from "../../files/whole-file.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import type { SearchFit } from "./fit-search.ts";

/** Increased whenever fitting gives other parameters for the same archive. */
const FIT_VERSION = 2;
const RECORD_FILE = "ranking.json";
/** The parameters are fitted again if more than this share of the passages was added or removed. */
export const REFIT_CHANGE = 0.05;
/** This many passages with the smallest hashes represent all (bottom-k sketch; Broder 1997). */
const SKETCH_PASSAGES = 2048;
const SKETCH_CHARS = 16;

const recordSchema = z.strictObject({
  version: z.literal(FIT_VERSION),
  /** The model's. */
  fingerprint: z.string(),
  sketch: z.array(z.string()),
  parameters: rankingSchema.shape.search,
});
export type RankingRecord = z.output<typeof recordSchema>;

export function rankingRecord(fingerprint: string, content: IndexContent, fit: SearchFit): RankingRecord {
  return { version: FIT_VERSION, fingerprint, sketch: sketchOf(content), parameters: fit.parameters };
}

/** The record; null if there is none, or none for this version and this model. */
export async function readRankingRecord(folder: string, fingerprint: string): Promise<RankingRecord | null> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(join(folder, RECORD_FILE), "utf8"));
  } catch (cause) {
    if (
      cause instanceof SyntaxError ||
      (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
    ) {
      return null;
    }
    throw cause;
  }
  const parsed = recordSchema.safeParse(value);
  return parsed.success && parsed.data.fingerprint === fingerprint ? parsed.data : null;
}

export async function writeRankingRecord(folder: string, record: RankingRecord): Promise<void> {
  await writeWhole(join(folder, RECORD_FILE), `${JSON.stringify(record)}\n`);
}

/** Share of all passages, old and new, that are not in both, 0..1; an estimate for large archives. */
export function changeSince(record: RankingRecord, content: IndexContent): number {
  const now = sketchOf(content);
  const both = [...new Set([...record.sketch, ...now])].sort().slice(0, SKETCH_PASSAGES);
  const [then, here] = [new Set(record.sketch), new Set(now)];
  const shared = both.filter((hash) => then.has(hash) && here.has(hash)).length;
  return both.length === 0 ? 0 : 1 - shared / both.length;
}

function sketchOf({ passages }: IndexContent): string[] {
  return [...new Set(passages.map(({ hash }) => hash.slice(0, SKETCH_CHARS)))]
    .sort()
    .slice(0, SKETCH_PASSAGES);
}
