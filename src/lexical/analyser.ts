// Text to index terms, the same way for articles and for queries: words of letters and digits, case and
// accents folded, stop words dropped, English stemmed. Scripts without spaces give one term a character.

import { stemmer as stemEnglish } from "@orama/stemmers/english";
import { stopwords as englishStopWords } from "@orama/stopwords/english";

export interface Term {
  readonly term: string;
  /** [start, end) of the word in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Longer words are cut to this many characters; they are hashes and addresses, not words. */
export const TERM_MAX_CHARS = 64;

const SPACELESS = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}]";
/** Initials with dots ("U.S.") are one word, the one that is written without them. */
const INITIALS = `(?<![\\p{L}\\p{N}\\p{M}])(?:(?!${SPACELESS})\\p{L}\\p{M}*\\.){2,}`;
const SPACELESS_CHARACTER = `(?!\\p{M})${SPACELESS}\\p{M}*`;
const LETTERS = `(?:\\p{M}|(?!${SPACELESS})[\\p{L}\\p{N}])*`;
const SPACED_WORD = `(?!${SPACELESS})[\\p{L}\\p{N}]${LETTERS}(?:['’](?!${SPACELESS})\\p{L}${LETTERS})?`;
/** No word begins with a mark and none ends before one: a mark is shown with its character or not at all. */
const WORD = new RegExp(`${INITIALS}|${SPACELESS_CHARACTER}|${SPACED_WORD}`, "gu");
/** An article or the like that has lost its vowel ("l’Ukraine", "qu'elle"); "t's" is a possessive. */
const ELIDED = /^(?:[cdjlmnst]|qu)['’](?!s$)/iu;
const POSSESSIVE = /['’]s?$/;
const MARKS = /\p{M}/gu;
const HALF_CHARACTER = /[\ud800-\udbff]$/;
const STEM_CACHE_MAX = 50_000;

/**
 * "US" is a country far more often than a pronoun in news; the list lacks "a". Contractions keep their apostrophe:
 * without it "she'll" would be Shell and "we'll" a well.
 */
const STOP_WORDS = new Set(["a", ...englishStopWords.filter((word) => word !== "us")]);
const stems = new Map<string, string>();

/** Terms of `text` in order, with their places. `lang` is a language tag; only English is stemmed. */
export function analyse(text: string, lang: string): Term[] {
  const english = isEnglish(lang);
  return words(text, english).map(({ term, start, end }) => ({
    term: english ? stem(term) : term,
    start,
    end,
  }));
}

/**
 * What to look up for a query on a site in `lang`: its terms, and beside each the word itself where that is
 * another one, since articles in other languages have their words unstemmed.
 */
export function queryTerms(query: string, lang: string): string[] {
  const english = isEnglish(lang);
  return words(query, english).flatMap(({ term: word }) => {
    const term = english ? stem(word) : word;
    return term === word ? [word] : [term, word];
  });
}

function isEnglish(lang: string): boolean {
  return lang === "en" || lang.startsWith("en-");
}

/** Folded words without stop words, not yet stemmed. */
function words(text: string, english: boolean): Term[] {
  const found: Term[] = [];
  for (const match of text.matchAll(WORD)) {
    if (english && isContraction(match[0])) continue;
    const elided = ELIDED.exec(match[0])?.[0].length ?? 0;
    const word = foldWord(match[0].slice(elided));
    if (word === "" || (english && STOP_WORDS.has(word))) continue;
    found.push({ term: word, start: match.index + elided, end: match.index + match[0].length });
  }
  return found;
}

function isContraction(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase().replace("’", "'"));
}

function foldWord(word: string): string {
  // Normalised before lower-casing: mathematical bold letters and the like only become letters with a case then.
  return word
    .normalize("NFKD")
    .toLowerCase()
    .replace(POSSESSIVE, "")
    .replace(MARKS, "")
    .replace(/['’.]/g, "")
    .slice(0, TERM_MAX_CHARS)
    .replace(HALF_CHARACTER, "");
}

function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  // Numbers and mixed words ("737", "covid19") are names; a stemmer only damages them.
  const stemmed = /^[a-z]+$/.test(word) ? stemEnglish(word) : word;
  if (stems.size >= STEM_CACHE_MAX) stems.clear();
  stems.set(word, stemmed);
  return stemmed;
}
