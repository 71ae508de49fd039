// Suggestions by comparing the typed text with every completion, string by string: the slow reference for the engine's
// lookup.

import { BEGINNING_WEIGHT, PHRASE_MIN_ARTICLES } from "../../src/engine/completion-candidates.ts";
import { ENOUGH_SUGGESTIONS, type SuggestRequest } from "../../src/engine/suggest.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { isPublished } from "../../src/index/visibility.ts";
import { completionKey } from "../../src/lexical/completion-key.ts";
import { stemOf } from "../../src/lexical/stemming.ts";
import { CORRECTED_MIN_CHARS, FIRST_LETTER_MIN_CHARS } from "../../src/lexical/term-expansion.ts";

interface PlainCompletion {
  readonly text: string;
  readonly isTitle: boolean;
  readonly words: readonly string[];
  /** What follows each word's beginning, the word included. */
  readonly rests: readonly string[];
  readonly articles: readonly number[];
}

/** Texts of the suggestions in their order, for queries that begin with no stop word. */
export async function createPlainSuggest(
  index: ArchiveIndex,
): Promise<(request: SuggestRequest) => string[]> {
  const completions = await listAll(index);
  const [site = "und"] = index.languages;
  return ({ query, limit, now }) => {
    const typed = completionKey(query).text;
    const said = new Set<string>();
    const shown: string[] = [];
    const add = (goesOn: (rest: string) => boolean) => {
      const ranked = completions.flatMap((completion) => {
        const { isTitle, articles, rests } = completion;
        const at = rests.findIndex(goesOn);
        const visible = articles.filter((ordinal) => isPublished(index.columns, ordinal, now));
        const groups = new Set(visible.map((ordinal) => index.columns.duplicateOf[ordinal]));
        if (at < 0 || groups.size < (isTitle ? 1 : PHRASE_MIN_ARTICLES)) return [];
        const times = at === 0 ? BEGINNING_WEIGHT : 1;
        return [{ completion, weight: groups.size * times, most: articles.length * times }];
      });
      ranked.sort((a, b) => b.weight - a.weight || b.most - a.most);
      for (const { completion } of ranked) {
        const stems = completion.words.map((word) => stemOf(word, site)).join(" ");
        const group = `group ${index.columns.duplicateOf[completion.articles[0] ?? 0]}`;
        if (shown.length === limit) return;
        if (said.has(stems) || (completion.isTitle && said.has(group))) continue;
        said.add(stems);
        if (completion.isTitle) said.add(group);
        shown.push(completion.text);
      }
    };
    if (typed === "") return [];
    add((rest) => rest.startsWith(typed));
    if (shown.length < Math.min(limit, ENOUGH_SUGGESTIONS)) add((rest) => goesOnOneEditAway(rest, typed));
    return shown;
  };
}

async function listAll({ keywords: { completions }, documents }: ArchiveIndex): Promise<PlainCompletion[]> {
  const phrases = Array.from({ length: completions.phraseCount }, (_, number) => ({
    text: completions.phrase(number),
    isTitle: false,
    articles: [...completions.articlesOf(number)],
  }));
  const titleCount = completions.size - completions.phraseCount;
  const titled = Array.from({ length: titleCount }, (_, at) =>
    completions.titleOf(completions.phraseCount + at),
  );
  const titles = (await documents.articles(titled)).map(({ title }, at) => ({
    text: title,
    isTitle: true,
    articles: [titled[at] ?? 0],
  }));
  return [...phrases, ...titles].map((completion) => {
    const { text, words } = completionKey(completion.text);
    const bytes = new TextEncoder().encode(text);
    const rests = words.map(({ offset }) => new TextDecoder().decode(bytes.subarray(offset)));
    return { ...completion, words: text.split(" "), rests };
  });
}

/** Whether `rest` begins with what one edit makes of `typed`. */
function goesOnOneEditAway(rest: string, typed: string): boolean {
  const letters = [...typed];
  const others = [...rest];
  let inWord = 0;
  for (let at = 0; at < letters.length; at++) {
    const [letter = "", next] = letters.slice(at, at + 2);
    const word = wordAt(letters, at);
    const isLong = word.length >= (inWord === 0 ? FIRST_LETTER_MIN_CHARS : CORRECTED_MIN_CHARS);
    if (isLong && !/\p{N}/u.test(word)) {
      const after = letters.slice(at + 1);
      const begins = (from: number, wanted: readonly string[]) =>
        wanted.every((one, i) => others[from + i] === one);
      const other = others[at];
      const isLetter = other !== undefined && !/\p{N}/u.test(other);
      if (letter !== " " && begins(at, after)) return true;
      if (letter !== " " && next !== undefined && next !== " ") {
        if (begins(at, [next, letter, ...after.slice(1)])) return true;
      }
      if (next !== undefined && isLetter) {
        if (begins(at + 1, [letter, ...after])) return true;
        if (letter !== " " && other !== " " && begins(at + 1, after)) return true;
      }
    }
    // Nothing before the edit may differ.
    if (others[at] !== letter) return false;
    inWord = letter === " " ? 0 : inWord + 1;
  }
  return false;
}

/** The word that holds the letter; a space belongs to the one before it. */
function wordAt(letters: readonly string[], at: number): string {
  const start = letters.slice(0, at).lastIndexOf(" ") + 1;
  const end = letters.indexOf(" ", at);
  return letters.slice(start, end < 0 ? letters.length : end).join("");
}
