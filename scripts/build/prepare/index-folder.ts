// The folder index/, which holds articles, passages and vectors between builds. Each state is a generation, a folder
// that is written completely before it gets its name. index/record.json names the current one and is replaced last, so
// a build that is interrupted anywhere leaves the previous state intact.

import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../files/whole-file.ts";
import type { Article } from "../source/article/article.ts";
import type { Passage } from "./chunk.ts";
import { readVectors, type StoredVector, writeVectors } from "./vector-store.ts";

/** Increased whenever reading or chunking gives another result for the same source. */
export const INDEX_FORMAT = 3;
const RECORD_FILE = "record.json";

const sourceSchema = z.strictObject({
  kind: z.enum(["sample", "configured", "named"]),
  /** Folders, files or globs as the user wrote them, relative to `root`. */
  patterns: z.array(z.string()),
  /** Relative to the project's folder. */
  root: z.string(),
});
export type IndexSource = z.output<typeof sourceSchema>;

const recordSchema = z.object({
  format: z.literal(INDEX_FORMAT),
  generation: z.string(),
  source: sourceSchema,
  /** Configuration file named on the command line, relative to the project's folder; null for the default one. */
  configFile: z.string().nullable().default(null),
  /** SHA-256 of the configuration's fields that change the index. */
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

/** The index exists but can't be read. Everything in it but its source can be built again. */
export class IndexDamaged extends Error {
  override readonly name = "IndexDamaged";
}

/** The record of an index of this format; null if there is no index or it has another format. */
export async function readRecord(folder: string): Promise<IndexRecord | null> {
  const parsed = recordSchema.safeParse(await readRecordFile(folder));
  return parsed.success ? parsed.data : null;
}

const originSchema = recordSchema.pick({ source: true, configFile: true });
/** What an index was made from; this can be read from a record of any format. */
export type IndexOrigin = z.output<typeof originSchema>;

export async function readOrigin(folder: string): Promise<IndexOrigin | null> {
  const value = await readRecordFile(folder);
  if (value === null) return null;
  const parsed = originSchema.safeParse(value);
  if (!parsed.success) throw unreadable(folder, "doesn't say what the index was made from", parsed.error);
  return parsed.data;
}

async function readRecordFile(folder: string): Promise<unknown> {
  const path = join(folder, RECORD_FILE);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw unreadable(folder, "isn't valid JSON", cause);
  }
}

function unreadable(folder: string, how: string, cause: unknown): IndexDamaged {
  return new IndexDamaged(
    `${join(folder, RECORD_FILE)} ${how}. ` +
      'Delete it and name the articles again, for example "npm run build -- path/to/articles".',
    { cause },
  );
}

/** Every stored vector, in the order of the passages. Rejects with IndexDamaged. */
export async function readVectorsOf(folder: string, record: IndexRecord): Promise<StoredVector[]> {
  return orDamaged(record, () => readVectors(join(folder, record.generation, "vectors"), record.model.dims));
}

/** Everything that the record refers to. Rejects with IndexDamaged. */
export async function readContent(folder: string, record: IndexRecord): Promise<IndexContent> {
  const generation = join(folder, record.generation);
  const vectors = await readVectorsOf(folder, record);
  return orDamaged(record, async () => {
    const articles = await readLines<Article>(join(generation, "articles.jsonl"));
    const passages = await readLines<Omit<Passage, "input">>(join(generation, "passages.jsonl"));
    if (passages.length !== vectors.length || passages.length !== record.passages) {
      throw new Error(
        `${RECORD_FILE} says ${record.passages} passages, but its files have ${passages.length} and ${vectors.length} vectors`,
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
      `index/${record.generation} can't be read (${why}). "npm run build" makes it again.`,
      { cause },
    );
  }
}

/** Writes a new generation, makes it the current one and removes the others. */
export async function writeIndex(
  folder: string,
  record: Omit<IndexRecord, "format" | "generation">,
  content: IndexContent,
): Promise<IndexRecord> {
  await mkdir(folder, { recursive: true });
  const previous = (await readdir(folder)).filter((name) => /^generation-\d+/.test(name));
  const latest = Math.max(
    0,
    ...previous.map((name) => Number.parseInt(name.slice("generation-".length), 10)),
  );
  const generation = `generation-${latest + 1}`;
  const partial = join(folder, `${generation}.partial`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await writeLines(join(partial, "articles.jsonl"), content.articles);
  await writeLines(join(partial, "passages.jsonl"), content.passages);
  await writeVectors(join(partial, "vectors"), content.vectors, record.model.dims);
  await rename(partial, join(folder, generation));

  // Parsed so that the returned record equals the one read later, including the order of keys.
  const complete = recordSchema.parse({ ...record, format: INDEX_FORMAT, generation });
  await writeWhole(join(folder, RECORD_FILE), `${JSON.stringify(complete, null, 1)}\n`);
  for (const name of previous) await rm(join(folder, name), { recursive: true, force: true });
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

/** Node also ends a line at U+2028 and U+2029, which JSON doesn't escape. */
function oneLine(value: object): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** Reads a file of writeLines. The folder is ours, so its lines are trusted to have their type. */
async function readLines<T>(path: string): Promise<T[]> {
  const file = await open(path);
  const values: T[] = [];
  for await (const line of file.readLines()) values.push(JSON.parse(line) as T);
  return values;
}
