// A public search set as it lies in a folder: `corpus.jsonl.gz` of `{_id, title, text}`, `queries.jsonl.gz` of
// `{_id, text}`, and `qrels.tsv` with a header and three columns: query, document, grade. It knows of no ranking.

import { basename, join, resolve } from "node:path";
import { glob } from "tinyglobby";
import { z } from "zod";
import type { Grades } from "./metrics.ts";
import { textLines } from "./text-lines.ts";

const documentSchema = z.object({ _id: z.string().min(1), title: z.string().default(""), text: z.string() });
const querySchema = z.object({ _id: z.string().min(1), text: z.string() });
const gradeSchema = z.coerce.number();

export interface SetDocument {
  readonly id: string;
  /** May be empty, as may be the text. */
  readonly title: string;
  readonly text: string;
}
export interface SetQuery {
  readonly id: string;
  readonly text: string;
  /** Of documents of the set; at least one is above 0, which is what makes a document relevant. */
  readonly grades: Grades;
}
export interface SearchSet {
  /** Name of the folder. */
  readonly name: string;
  readonly documents: readonly SetDocument[];
  /** Those for which a document is relevant, in the order of the file. */
  readonly queries: readonly SetQuery[];
}

const CORPUS = "corpus.jsonl.gz";
const QUERIES = "queries.jsonl.gz";
const JUDGEMENTS = "qrels.tsv";

/** Names of the sets in `folder`, sorted. */
export async function searchSetNames(folder: string): Promise<string[]> {
  const found = await glob(`*/${JUDGEMENTS}`, { cwd: folder });
  return found.map((path) => path.slice(0, -JUDGEMENTS.length - 1)).sort();
}

/** What is no such set is an Error that names the file and the line. */
export async function loadSearchSet(folder: string): Promise<SearchSet> {
  const documents = await readRecords(join(folder, CORPUS), documentSchema);
  const queries = await readRecords(join(folder, QUERIES), querySchema);
  const judgements = await readJudgements(join(folder, JUDGEMENTS), documents, queries);
  const judged = [...queries.values()].flatMap(({ _id, text }) => {
    const grades = judgements.get(_id) ?? {};
    return Object.values(grades).some((grade) => grade > 0) ? [{ id: _id, text, grades }] : [];
  });
  if (judged.length === 0) throw new Error(`${folder}: no query has a relevant document`);
  return {
    name: basename(resolve(folder)),
    documents: [...documents.values()].map(({ _id, title, text }) => ({ id: _id, title, text })),
    queries: judged,
  };
}

async function readRecords<T extends { readonly _id: string }>(
  file: string,
  schema: z.ZodType<T>,
): Promise<Map<string, T>> {
  const records = new Map<string, T>();
  for await (const { line, number } of numberedLines(file)) {
    const record = parseLine(line, schema);
    if (typeof record === "string") throw new Error(`${file}:${number}: ${record}`);
    if (records.has(record._id)) throw new Error(`${file}:${number}: the id "${record._id}" comes again`);
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
    if (cause instanceof SyntaxError) return `no JSON: ${cause.message}`;
    throw cause;
  }
  const result = schema.safeParse(value);
  return result.success ? result.data : z.prettifyError(result.error);
}

async function readJudgements(
  file: string,
  documents: ReadonlyMap<string, SetDocument | object>,
  queries: ReadonlyMap<string, object>,
): Promise<Map<string, Record<string, number>>> {
  const judgements = new Map<string, Record<string, number>>();
  for await (const { line, number } of numberedLines(file)) {
    if (number === 1) continue;
    const [query = "", document = "", text, ...more] = line.split("\t");
    const grade = gradeSchema.safeParse(text === "" ? undefined : text).data;
    if (grade === undefined || more.length > 0) {
      throw new Error(`${file}:${number}: expected are query, document and grade, with tabs between them`);
    }
    if (!queries.has(query)) throw new Error(`${file}:${number}: there is no query "${query}"`);
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
    const line = text.replace(/\r$/, "");
    if (line !== "") yield { line, number };
  }
}
