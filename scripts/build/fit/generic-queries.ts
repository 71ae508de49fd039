// What people type that a given newspaper archive does not answer: the build scores these queries against the archive
// to see how high unanswerable ones come there. Not a test set: they carry no judgements, and a few of them may well
// be answered by an archive on their subject. The lists were written for this project.

import { GERMAN } from "./generic-queries/de.ts";
import { ENGLISH } from "./generic-queries/en.ts";
import { SPANISH } from "./generic-queries/es.ts";
import { FRENCH } from "./generic-queries/fr.ts";
import { ITALIAN } from "./generic-queries/it.ts";
import { DUTCH } from "./generic-queries/nl.ts";
import { PORTUGUESE } from "./generic-queries/pt.ts";

const LISTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    de: GERMAN,
    en: ENGLISH,
    es: SPANISH,
    fr: FRENCH,
    it: ITALIAN,
    nl: DUTCH,
    pt: PORTUGUESE,
  }).map(([lang, list]) => [lang, linesOf(list)]),
);

/**
 * The list of a language, in the order of its file: grouped by form (one word, two or three words, four to seven
 * words, questions, statements, long descriptions), so a part of it is fair only as a sample, not as its beginning.
 *
 * @param lang a language tag; only its primary subtag counts, so `pt-BR` and `PT` mean `pt`
 * @returns one to 512 characters each; empty for a language without a list
 */
export function genericQueries(lang: string): readonly string[] {
  return LISTS.get(primarySubtag(lang)) ?? [];
}

/** Tags of the languages that have a list. */
export const GENERIC_QUERY_LANGUAGES: readonly string[] = [...LISTS.keys()];

function primarySubtag(lang: string): string {
  return (lang.split(/[-_]/, 1)[0] ?? "").trim().toLowerCase();
}

/** Lines of a list without its comments and blank lines. */
function linesOf(list: string): readonly string[] {
  return list
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
