// Cuts text of scripts without spaces into words, in the way that languages.ts says: by the dictionaries of Intl.Segmenter,
// or one term a character. The segmenter reads about 1 MB/s, so only runs of such scripts come here.

import { spacelessScripts } from "./languages.ts";

/** One locale for everything: a query must be cut as the articles are, and nobody knows a query's language. */
const segmenter = new Intl.Segmenter("en", { granularity: "word" });

const scriptsIn = (scripts: readonly string[]): string =>
  `[${scripts.map((script) => `\\p{scx=${script}}`).join("")}]`;

/** A character of any such script, as the source of a regular expression. */
export const SPACELESS_SCRIPTS = scriptsIn([
  ...spacelessScripts("dictionary"),
  ...spacelessScripts("character"),
]);
const CUT_BY_CHARACTER = new RegExp(scriptsIn(spacelessScripts("character")), "u");
const CHARACTER = /.\p{M}*/gsu;

export interface Segment {
  readonly segment: string;
  /** Of its first UTF-16 unit in the run. */
  readonly index: number;
}

/** `run` has only letters, digits and marks of such scripts; its words lie end to end. */
export function spacelessWords(run: string): Segment[] {
  if (CUT_BY_CHARACTER.test(run)) {
    return Array.from(run.matchAll(CHARACTER), ({ 0: segment, index }) => ({ segment, index }));
  }
  const words: { segment: string; index: number }[] = [];
  for (const { segment, index } of segmenter.segment(run)) {
    const last = words.at(-1);
    // A cut before a mark would part it from its character.
    if (last !== undefined && /^\p{M}/u.test(segment)) last.segment += segment;
    else words.push({ segment, index });
  }
  return words;
}
