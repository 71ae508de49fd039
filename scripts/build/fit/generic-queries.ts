// What people type that a given newspaper archive does not answer. The build scores these queries against the archive
// to see how high unanswerable queries score there. Not a test set: they have no judgements, and an archive on the
// right subject may well answer a few of them. The lists were written for this project.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openProject } from "../../files/project.ts";

/** One query a line; blank lines and lines that begin with `#` are not queries. */
const FOLDER = join(openProject().packageRoot, "scripts", "build", "fit", "generic-queries");
const FILE_ENDING = ".txt";

/** Tags of the languages that have a list. */
export const GENERIC_QUERY_LANGUAGES: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(FILE_ENDING))
  .map((name) => name.slice(0, -FILE_ENDING.length))
  .sort();

const lists = new Map<string, readonly string[]>();

/**
 * The list of a language, in the order of its file: grouped by form (one word, two or three words, four to seven
 * words, questions, statements, long descriptions), because the share of each form is what makes the queries look like
 * real ones. A part of the list is fair only as a sample, not as its beginning.
 *
 * @param lang a language tag; only its primary subtag counts, so `pt-BR` and `PT` mean `pt`
 * @returns one to 512 characters each; empty for a language without a list
 */
export function genericQueries(lang: string): readonly string[] {
  const language = primarySubtag(lang);
  if (!GENERIC_QUERY_LANGUAGES.includes(language)) return [];
  const queries = lists.get(language) ?? readQueries(join(FOLDER, `${language}${FILE_ENDING}`));
  lists.set(language, queries);
  return queries;
}

function primarySubtag(lang: string): string {
  return (lang.split(/[-_]/, 1)[0] ?? "").trim().toLowerCase();
}

function readQueries(file: string): readonly string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
