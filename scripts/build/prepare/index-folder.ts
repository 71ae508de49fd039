// The folder index/: what the build remembers between runs. Each state is a generation, written aside as a
// whole; index/record.json names the valid one and is renamed over the old record last, so a build that is
// interrupted anywhere leaves the former state in force.

import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../files/whole-file.ts";
import type { Article } from "../source/article/article.ts";
import type { Passage } from "./chunk.ts";
import { readVectors, type StoredVector, writeVectors } from "./vector-store.ts";

/** Raised whenever reading or chunking changes what they make of the same source. */
export const INDEX_FORMAT = 3;
const RECORD_FILE = "record.json";

const sourceSchema = z.strictObject({
  kind: z.enum(["sample", "configured", "named"]),
  /** Folder, file or globs as given, relative to `root`. */
  patterns: z.array(z.string()),
  /** Relative to the project's folder. */
  root: z.string(),
});
export type IndexSource = z.output<typeof sourceSchema>;

const recordSchema = z.object({
  format: z.literal(INDEX_FORMAT),
  generation: z.string(),
  source: sourceSchema,
  /** Configuration named on the command line, relative to the project's folder; null for the usual one. */
  configFile: z.string().nullable().default(null),
  /** SHA-256 of the configuration's fields that shape the index. */
  config: z.string(),
  model: z.object({ name: z.string(), fingerprint: z.string(), dims: z.int().min(1) }),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })),
  counts: z.record(z.string(), z.int()),
  passages: z.int(),
});
export type IndexRecord = z.output<typeof recordSchema>;

export interface IndexContent {
  readonly articles: readonly Article[];
  readonly passages: readonly Omit<Passage, "input">[];
  readonly vectors: readonly StoredVector[];
}

/** The index is there but can't be read as it should; everything but its source can be made anew. */
export class IndexDamaged extends Error {
  override readonly name = "IndexDamaged";
}

/** The record of an index of this format, or null where there is none or it is of another one. */
export async function readRecord(folder: string): Promise<IndexRecord | null> {
  const parsed = recordSchema.safeParse(await readRecordFile(folder));
  return parsed.success ? parsed.data : null;
}

const originSchema = recordSchema.pick({ source: true, configFile: true });
/** Where an index came from: this much is read from a record of any format. */
export type IndexOrigin = z.output<typeof originSchema>;

export async function readOrigin(folder: string): Promise<IndexOrigin | null> {
  const value = await readRecordFile(folder);
  if (value === null) return null;
  const parsed = originSchema.safeParse(value);
  if (!parsed.success) throw unreadable(folder, "does not say what the index was made from", parsed.error);
  return parsed.data;
}

async function readRecordFile(folder: string): Promise<unknown> {
  const path = join(folder, RECORD_FILE);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw unreadable(folder, "is not readable JSON", cause);
  }
}

function unreadable(folder: string, how: string, cause: unknown): IndexDamaged {
  return new IndexDamaged(
    `${join(folder, RECORD_FILE)} ${how}. ` +
      'Delete it and name the articles again, as in "npm run build -- path/to/articles".',
    { cause },
  );
}

/** Every stored vector, in the order of the passages. Rejects with IndexDamaged. */
export async function readVectorsOf(folder: string, record: IndexRecord): Promise<StoredVector[]> {
  return orDamaged(record, () => readVectors(join(folder, record.generation, "vectors"), record.model.dims));
}

/** Everything the record names. Rejects with IndexDamaged. */
export async function readContent(folder: string, record: IndexRecord): Promise<IndexContent> {
  const generation = join(folder, record.generation);
  const vectors = await readVectorsOf(folder, record);
  return orDamaged(record, async () => {
    const articles = await readLines<Article>(join(generation, "articles.jsonl"));
    const passages = await readLines<Omit<Passage, "input">>(join(generation, "passages.jsonl"));
    if (passages.length !== vectors.length || passages.length !== record.passages) {
      throw new Error(
        `${RECORD_FILE} has ${record.passages} passages, its files ${passages.length} and ${vectors.length} vectors`,
      );
    }
    return { articles, passages, vectors };
  });
}

async function orDamaged<T>(record: IndexRecord, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new IndexDamaged(
      `index/${record.generation} can't be read (${why}). "npm run build" makes it anew.`,
      { cause },
    );
  }
}

/** Writes a new generation, puts it in force and removes the others. */
export async function writeIndex(
  folder: string,
  record: Omit<IndexRecord, "format" | "generation">,
  content: IndexContent,
): Promise<IndexRecord> {
  await mkdir(folder, { recursive: true });
  const former = (await readdir(folder)).filter((name) => /^generation-\d+/.test(name));
  const latest = Math.max(0, ...former.map((name) => Number.parseInt(name.slice("generation-".length), 10)));
  const generation = `generation-${latest + 1}`;
  const aside = join(folder, `${generation}.partial`);
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await writeLines(join(aside, "articles.jsonl"), content.articles);
  await writeLines(join(aside, "passages.jsonl"), content.passages);
  await writeVectors(join(aside, "vectors"), content.vectors, record.model.dims);
  await rename(aside, join(folder, generation));

  // Parsed so that what is returned and what is read back later are the same, key order included.
  const complete = recordSchema.parse({ ...record, format: INDEX_FORMAT, generation });
  await writeWhole(join(folder, RECORD_FILE), `${JSON.stringify(complete, null, 1)}\n`);
  for (const name of former) await rm(join(folder, name), { recursive: true, force: true });
  return complete;
}

async function writeLines(path: string, values: readonly object[]): Promise<void> {
  const file = await open(path, "w");
  try {
    for (let at = 0; at < values.length; at += 1000) {
      const lines = values.slice(at, at + 1000).map((value) => `${oneLine(value)}\n`);
      await file.write(lines.join(""));
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Node ends a line at U+2028 and U+2029 too, and JSON leaves them as they are. */
function oneLine(value: object): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** Reads what writeLines wrote: the folder is ours, so its lines are trusted to have their type. */
async function readLines<T>(path: string): Promise<T[]> {
  const file = await open(path);
  const values: T[] = [];
  for await (const line of file.readLines()) values.push(JSON.parse(line) as T);
  return values;
}
