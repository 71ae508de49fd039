// index/ranking.json: what search was fitted to, and with what gain. It is kept until the archive has changed by more
// than a little, so that a new article does not move the scores of all others.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { rankingSchema } from "../../../src/index/ranking.ts";
import { writeWhole } from "../../files/whole-file.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import type { SearchFit } from "./fit-search.ts";

/** Raised whenever fitting gives other parameters for the same archive. */
const FIT_VERSION = 1;
const RECORD_FILE = "ranking.json";
/** Beyond this share of passages that came or went the parameters are fitted again. */
export const REFIT_CHANGE = 0.05;
/** Of an archive's passages this many with the smallest hashes stand for all (bottom-k sketch; Broder 1997). */
const SKETCH_PASSAGES = 2048;
const SKETCH_CHARS = 16;

const recordSchema = z.strictObject({
  version: z.literal(FIT_VERSION),
  /** Of the model. */
  fingerprint: z.string(),
  sketch: z.array(z.string()),
  parameters: rankingSchema.shape.search,
});
export type RankingRecord = z.output<typeof recordSchema>;

export function rankingRecord(fingerprint: string, content: IndexContent, fit: SearchFit): RankingRecord {
  return { version: FIT_VERSION, fingerprint, sketch: sketchOf(content), parameters: fit.parameters };
}

/** The record, or null where there is none that this version and this model can use. */
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

/** Share of the passages then and now together that are not in both, 0..1; an estimate for large archives. */
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
