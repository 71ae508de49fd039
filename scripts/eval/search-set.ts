// Sets with judgements, read from a folder: documents `{_id, title, text, date?}`, and queries `{_id, text}` or
// articles with relevant documents. It knows nothing about ranking.

import { z } from "zod";
import { ACCEPTED_DATES, parseDate } from "../build/source/article/dates.ts";
import type { Grades } from "./metrics.ts";
import { readJudgements, readRecords, type SetFiles } from "./set-files.ts";

const documentSchema = z.object({
  _id: z.string().min(1),
  title: z.string().nullish(),
  text: z.string(),
  date: z.union([z.string(), z.number()]).nullish(),
});
const querySchema = z.object({ _id: z.string().min(1), text: z.string() });

export interface SetDocument {
  readonly id: string;
  /** May be empty, and so may the text. */
  readonly title: string;
  readonly text: string;
  /** ISO 8601 in UTC, or null if the set has no date. */
  readonly publishedAt: string | null;
}
export interface SetQuery {
  readonly id: string;
  readonly text: string;
  /** Grades of documents; a grade above 0 means relevant, and at least one is. */
  readonly grades: Grades;
}
/** An article whose related articles are judged. */
export interface SetSubject {
  readonly id: string;
  /** Grades of other documents; at least one is above 0. */
  readonly grades: Grades;
}
export interface DocumentSet {
  /** Name of the folder. */
  readonly name: string;
  readonly documents: readonly SetDocument[];
}
export interface EvaluationSet extends DocumentSet {
  /** Queries with a relevant document, in the order of the file. */
  readonly queries: readonly SetQuery[];
  /** Articles with a relevant other document, in the order of the documents. */
  readonly subjects: readonly SetSubject[];
}

/** Queries or subjects are empty if the set has no such judgements. */
export async function loadSet(files: SetFiles): Promise<EvaluationSet> {
  const records = await readRecords(files.corpus, documentSchema);
  const documents = [...records.values()].map(({ _id, title, text, date }): SetDocument => {
    const publishedAt = date == null || date === "" ? null : parseDate(date, "UTC");
    if (publishedAt === null && date != null && date !== "") {
      throw new Error(
        `${files.corpus}: document "${_id}" has the date ${JSON.stringify(date)}; ${ACCEPTED_DATES}`,
      );
    }
    return { id: _id, title: title ?? "", text, publishedAt };
  });
  return {
    name: files.name,
    documents,
    queries: files.search === null ? [] : await loadQueries(files.search, records),
    subjects: files.related === null ? [] : await loadSubjects(files.related, records),
  };
}

async function loadQueries(
  files: NonNullable<SetFiles["search"]>,
  documents: ReadonlyMap<string, object>,
): Promise<SetQuery[]> {
  const queries = await readRecords(files.queries, querySchema);
  const judgements = await readJudgements(files.judgements, { noun: "query", ids: queries }, documents);
  const judged = [...queries.values()].flatMap(({ _id, text }) => {
    const grades = judgements.get(_id) ?? {};
    return hasRelevant(grades) ? [{ id: _id, text, grades }] : [];
  });
  if (judged.length === 0) throw new Error(`${files.judgements}: no query has a relevant document`);
  return judged;
}

/** A judgement of an article for itself is ignored, because an article is never related to itself. */
async function loadSubjects(
  file: string,
  documents: ReadonlyMap<string, { readonly _id: string }>,
): Promise<SetSubject[]> {
  const judgements = await readJudgements(file, { noun: "article", ids: documents }, documents);
  const subjects = [...documents.keys()].flatMap((id) => {
    const others = Object.entries(judgements.get(id) ?? {}).filter(([other]) => other !== id);
    const grades: Grades = Object.assign(Object.create(null), Object.fromEntries(others));
    return hasRelevant(grades) ? [{ id, grades }] : [];
  });
  if (subjects.length === 0) throw new Error(`${file}: no article has a relevant other`);
  return subjects;
}

function hasRelevant(grades: Grades): boolean {
  return Object.values(grades).some((grade) => grade > 0);
}
