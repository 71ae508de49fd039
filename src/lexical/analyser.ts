// Text to words, the same way for articles and for queries: runs of letters and digits, case and accents folded,
// each with its place. It knows no index and reduces no word to its stem; stemming.ts does.

import { primaryLanguage } from "./language-tags.ts";
import { spacelessWords } from "./spaceless-words.ts";
import { foldWord, isStopWord } from "./stemming.ts";

export interface Word {
  /** Folded: what the index holds. */
  readonly term: string;
  /** Lower case with accents, without possessive: what a stemmer reads. */
  readonly spelling: string;
  /** [start, end) of the word in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Number of the word in the text, 0 for the first; stop words and contractions count. */
  readonly position: number;
  /** Says nothing by itself in the language, and is no acronym that looks so. */
  readonly stop: boolean;
}

const SPACELESS =
  "(?:(?=[\\p{L}\\p{N}\\p{M}])[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}])";
/** Initials with dots ("U.S.") are one word, the one that is written without them. */
const INITIALS = `(?<![\\p{L}\\p{N}\\p{M}])(?:(?!${SPACELESS})\\p{L}\\p{M}*\\.){2,}`;
const SPACELESS_RUN = `(?!\\p{M})${SPACELESS}(?:\\p{M}|${SPACELESS})*`;
const LETTERS = `(?:\\p{M}|(?!${SPACELESS})[\\p{L}\\p{N}])*`;
const SPACED_WORD = `(?!${SPACELESS})[\\p{L}\\p{N}]${LETTERS}(?:['’](?!${SPACELESS})\\p{L}${LETTERS})?`;
/** No word begins with a mark and none ends before one: a mark is shown with its character or not at all. */
const ANY_WORD = new RegExp(`${INITIALS}|(?<run>${SPACELESS_RUN})|${SPACED_WORD}`, "gu");
/** The same for text without a character of those scripts, which most is: three times as fast. */
const LETTERED_WORD =
  /(?<![\p{L}\p{N}\p{M}])(?:\p{L}\p{M}*\.){2,}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}[\p{L}\p{N}\p{M}]*)?/gu;
const HAS_SPACELESS = new RegExp(SPACELESS, "u");

/** An article or the like that has lost its vowel ("l’Ukraine", "qu'elle", "dell'arte"); "t's" is a possessive. */
const ELIDED =
  /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|quest|all|coll|dall|dell|nell|sull)['’](?!s$)(?=\p{L})/iu;
const POSSESSIVE = /['’]s?$/;

const CACHE_MAX = 50_000;
/** Words come again and again: by primary language, what was read of each. */
const caches = new Map<string, Map<string, ReadWord>>();

/** Words of `text` in order. `lang` is a language tag; it decides which are stop words. */
export function analyse(text: string, lang: string): Word[] {
  const found: Word[] = [];
  const language = primaryLanguage(lang);
  const cache = caches.get(language) ?? new Map<string, ReadWord>();
  caches.set(language, cache);
  let position = 0;
  for (const match of text.matchAll(HAS_SPACELESS.test(text) ? ANY_WORD : LETTERED_WORD)) {
    if (match.groups?.run !== undefined) {
      for (const { segment, index } of spacelessWords(match[0])) {
        const term = foldWord(segment);
        if (term === "") continue;
        const start = match.index + index;
        found.push({ term, spelling: term, start, end: start + segment.length, position, stop: false });
        position++;
      }
      continue;
    }
    const { term, spelling, elided, stop, contraction } = readWord(match[0], lang, cache);
    if (term === "") {
      // A contraction is in no index, not even as a stop word: "she'll" would be Shell there, and "we'll" a well.
      if (contraction) position++;
      continue;
    }
    const start = match.index + elided;
    found.push({ term, spelling, start, end: match.index + match[0].length, position, stop });
    position++;
  }
  return found.map((word, at) => (isAcronym(text, found, at) ? { ...word, stop: false } : word));
}

/** WHO and IT in running text are names; among other capitals ("WHO IS WHO") they are shouted. */
function isAcronym(text: string, words: readonly Word[], at: number): boolean {
  if (words[at]?.stop !== true || !inCapitals(text, words[at])) return false;
  return !inCapitals(text, words[at - 1]) && !inCapitals(text, words[at + 1]);
}

function inCapitals(text: string, word: Word | undefined): boolean {
  return word !== undefined && /^\p{Lu}{2,}$/u.test(text.slice(word.start, word.end));
}

interface ReadWord extends Pick<Word, "term" | "spelling" | "stop"> {
  /** Characters of the elided article before it. */
  readonly elided: number;
  readonly contraction: boolean;
}

function readWord(text: string, lang: string, cache: Map<string, ReadWord>): ReadWord {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const elided = ELIDED.exec(text)?.[0].length ?? 0;
  const kept = text.slice(elided).replace(POSSESSIVE, "");
  const spelling = kept.normalize("NFKC").toLowerCase().replace(/['’.]/g, "");
  const whole = text.toLowerCase().replace("’", "'");
  const contraction = whole.includes("'") && isStopWord(whole, lang);
  const read = {
    term: contraction ? "" : foldWord(kept),
    spelling,
    elided,
    stop: isStopWord(spelling, lang),
    contraction,
  };
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(text, read);
  return read;
}
