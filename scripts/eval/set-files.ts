// Which files of a folder make up an evaluation set, and how their lines are read: BEIR's layout (Thakur et al. 2021),
// plain or gzipped, plus judgements of related articles. Whether the lines fit together is for search-set.ts.

import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import type { Grades } from "./metrics.ts";
import { textLines } from "./text-lines.ts";

const gradeSchema = z.coerce.number();

const CORPUS = ["corpus.jsonl", "corpus.jsonl.gz"];
const QUERIES = ["queries.jsonl", "queries.jsonl.gz"];
const QUERY_JUDGEMENTS = ["qrels.tsv", "qrels/test.tsv"];
const RELATED_JUDGEMENTS = ["related.tsv"];

export const ACCEPTED_SETS =
  `a set is a folder with ${CORPUS.join(" or ")} and either ${QUERIES.join(" or ")} with ` +
  `${QUERY_JUDGEMENTS.join(" or ")}, or ${RELATED_JUDGEMENTS[0]}; a folder of such folders is accepted too`;

/** Paths of a set's files, all of which exist. */
export interface SetFiles {
  /** Name of the folder. */
  readonly name: string;
  readonly folder: string;
  readonly corpus: string;
  /** null if there are no judged queries. */
  readonly search: { readonly queries: string; readonly judgements: string } | null;
  /** null if there are no judged related articles. */
  readonly related: string | null;
}

/** If the folder is not a complete set, an Error that says what is missing and what is accepted. */
export function setFiles(folder: string): SetFiles {
  const find = (names: readonly string[]) =>
    names.map((name) => join(folder, name)).find((path) => existsSync(path)) ?? null;
  const corpus = find(CORPUS);
  const queries = find(QUERIES);
  const judgements = find(QUERY_JUDGEMENTS);
  const related = find(RELATED_JUDGEMENTS);
  const lacks = (what: readonly string[]) =>
    new Error(`${folder} has no ${what.join(" and no ")}; ${ACCEPTED_SETS}.`);
  if (corpus === null) throw lacks(CORPUS);
  if (judgements === null && related === null) throw lacks([...QUERY_JUDGEMENTS, ...RELATED_JUDGEMENTS]);
  if (judgements !== null && queries === null) throw lacks(QUERIES);
  return {
    name: basename(resolve(folder)),
    folder,
    corpus,
    search: judgements === null || queries === null ? null : { queries, judgements },
    related,
  };
}

/**
 * The sets at each path, which is a set or a folder of sets; those in a folder are ordered by name. An Error if a path
 * has no set, if a folder is found twice, or if two folders have the same name.
 */
export async function findSets(paths: readonly string[]): Promise<SetFiles[]> {
  const sets: SetFiles[] = [];
  for (const path of paths) {
    if (!existsSync(path)) throw new Error(`There is no folder ${path}.`);
    const folders = isSet(path) ? [path] : await foldersOfSets(path);
    if (folders.length === 0) throw new Error(`There is no set in ${path}; ${ACCEPTED_SETS}.`);
    sets.push(...folders.map(setFiles));
  }
  const named = new Map<string, string>();
  for (const { name, folder } of sets) {
    const other = named.get(name);
    if (other !== undefined) {
      throw new Error(`Two sets are called "${name}": ${other} and ${folder}; names must be unique.`);
    }
    named.set(name, folder);
  }
  return sets;
}

function isSet(folder: string): boolean {
  return CORPUS.some((name) => existsSync(join(folder, name)));
}

async function foldersOfSets(parent: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true });
  const folders = entries.filter((entry) => !entry.isFile()).map(({ name }) => join(parent, name));
  return folders.filter(isSet).sort();
}

/** Records by their `_id`, in the order of the file; an Error with file and line if one is invalid. */
export async function readRecords<T extends { readonly _id: string }>(
  file: string,
  schema: z.ZodType<T>,
): Promise<Map<string, T>> {
  const records = new Map<string, T>();
  for await (const { line, number } of numberedLines(file)) {
    const record = parseLine(line, schema);
    if (typeof record === "string") throw new Error(`${file}:${number}: ${record}`);
    if (records.has(record._id)) throw new Error(`${file}:${number}: the id "${record._id}" is repeated`);
    records.set(record._id, record);
  }
  return records;
}

/** The record, or what is wrong with it. */
function parseLine<T extends object>(line: string, schema: z.ZodType<T>): T | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    if (cause instanceof SyntaxError) return `not JSON: ${cause.message}`;
    throw cause;
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : z.prettifyError(result.error);
}

/** The first column of a file of judgements: what messages call it, and its valid ids. */
export interface JudgedIds {
  readonly noun: "query" | "article";
  readonly ids: { has(id: string): boolean };
}

/**
 * Grades of documents by the query or article that they are judged for. The first line is a heading unless its third
 * column is a number. Unknown ids are an Error with file and line.
 */
export async function readJudgements(
  file: string,
  judged: JudgedIds,
  documents: { has(id: string): boolean },
): Promise<Map<string, Grades>> {
  const judgements = new Map<string, Record<string, number>>();
  for await (const { line, number } of numberedLines(file)) {
    const [query = "", document = "", text, ...more] = line.split("\t");
    const grade = gradeSchema.safeParse(text?.trim() === "" ? undefined : text).data;
    if (grade === undefined || more.length > 0) {
      if (number === 1) continue;
      throw new Error(
        `${file}:${number}: expected are ${judged.noun}, document and grade, with tabs between them`,
      );
    }
    if (!judged.ids.has(query)) throw new Error(`${file}:${number}: there is no ${judged.noun} "${query}"`);
    if (!documents.has(document)) throw new Error(`${file}:${number}: there is no document "${document}"`);
    const grades = judgements.get(query) ?? Object.create(null);
    grades[document] = grade;
    judgements.set(query, grades);
  }
  return judgements;
}

async function* numberedLines(file: string): AsyncGenerator<{ line: string; number: number }> {
  let number = 0;
  for await (const text of textLines(file)) {
    number++;
    const line = (number === 1 ? text.replace(/^\ufeff/, "") : text).replace(/\r$/, "");
    if (line !== "") yield { line, number };
  }
}
