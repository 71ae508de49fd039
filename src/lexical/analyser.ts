// Cuts text into words, articles and queries alike: runs of letters and digits, case and accents folded, each with its
// place. Stems are up to stemming.ts.

import { foldWord } from "./folding.ts";
import { primaryLanguage } from "./language-tags.ts";
import { ELISIONS } from "./languages.ts";
import { SPACELESS_SCRIPTS, spacelessWords } from "./spaceless-words.ts";
import { isStopWord } from "./stemming.ts";

export interface Word {
  /** Folded: the form in the index. */
  readonly term: string;
  /** Lower case with accents, without possessive: the form for a stemmer. */
  readonly spelling: string;
  /** [start, end) of the word in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Number of the word in the text, 0 for the first; stop words and contractions count. */
  readonly position: number;
  /** A stop word of the language, and not an acronym that looks like one. */
  readonly stop: boolean;
}

const SPACELESS = `(?:(?=[\\p{L}\\p{N}\\p{M}])${SPACELESS_SCRIPTS})`;
/** Initials with dots ("U.S.") are one word, the same as without dots. */
const INITIALS = `(?<![\\p{L}\\p{N}\\p{M}])(?:(?!${SPACELESS})\\p{L}\\p{M}*\\.){2,}`;
const SPACELESS_RUN = `(?!\\p{M})${SPACELESS}(?:\\p{M}|${SPACELESS})*`;
const LETTERS = `(?:\\p{M}|(?!${SPACELESS})[\\p{L}\\p{N}])*`;
const SPACED_WORD = `(?!${SPACELESS})[\\p{L}\\p{N}]${LETTERS}(?:['’](?!${SPACELESS})\\p{L}${LETTERS})?`;
/** A word neither begins with a mark nor ends before one: a mark is shown with its character or not at all. */
const ANY_WORD = new RegExp(`${INITIALS}|(?<run>${SPACELESS_RUN})|${SPACED_WORD}`, "gu");
/** The same for text without a character of those scripts, as most is: three times as fast. */
const LETTERED_WORD =
  /(?<![\p{L}\p{N}\p{M}])(?:\p{L}\p{M}*\.){2,}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’]\p{L}[\p{L}\p{N}\p{M}]*)?/gu;
const HAS_SPACELESS = new RegExp(SPACELESS, "u");

/** A word without its last vowel before another ("l’Ukraine", "qu'elle", "dell'arte"); "t's" is a possessive. */
const ELIDED = new RegExp(`^(?:${ELISIONS.join("|")})['’](?!s$)(?=\\p{L})`, "iu");
const POSSESSIVE = /['’]s?$/;

const CACHE_MAX = 50_000;
/** Words come again and again: by primary language, how each was read. */
const caches = new Map<string, Map<string, ReadWord>>();

/** The words of `text` in order. `lang` is a language tag and decides which are stop words. */
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
      // A contraction isn't indexed, not even as a stop word: "she'll" would be Shell there, and "we'll" a well.
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
