// What differs between languages: how a word is reduced to its stem, and which words say nothing by themselves.
// Snowball's algorithms (Porter; snowballstem.org) by kept libraries. English is porter2's, not @orama's, whose
// English one departs from its algorithm in most words ending in -sion and -tion ("abortion" to "abor").

import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { stopwords as dutchStopWords } from "@orama/stopwords/dutch";
import { stopwords as englishStopWords } from "@orama/stopwords/english";
import { stopwords as frenchStopWords } from "@orama/stopwords/french";
import { stopwords as germanStopWords } from "@orama/stopwords/german";
import { stopwords as italianStopWords } from "@orama/stopwords/italian";
import { stopwords as portugueseStopWords } from "@orama/stopwords/portuguese";
import { stopwords as spanishStopWords } from "@orama/stopwords/spanish";
import { stem as english } from "porter2";
import { primaryLanguage } from "./language-tags.ts";

/** Longer terms are cut to this many characters; they are hashes and addresses, not words. */
export const TERM_MAX_CHARS = 64;

/**
 * Accents, points of Hebrew and Arabic, and variants of one character. Other marks are vowels (Thai, Devanagari) or
 * consonants of their own (the sonant marks of kana), and whoever drops them makes one word of two.
 */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]|\p{Variation_Selector}/gu;
const HALF_CHARACTER = /[\ud800-\udbff]$/;
/** Letters that Unicode does not take apart and that many keyboards lack. */
const LETTERS_APART: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};
const LETTER_APART = /[ßæœøłđı]/g;

/** A word as it is looked up: lower case, no accents; `Straße` and `STRASSE` are one. May be empty. */
export function foldWord(word: string): string {
  // Normalised before lower-casing: mathematical bold letters and the like only become letters with a case then.
  return word
    .normalize("NFKD")
    .toLowerCase()
    .replace(ACCENTS, "")
    .normalize("NFC")
    .replace(LETTER_APART, (letter) => LETTERS_APART[letter] ?? letter)
    .replace(/['’.]/g, "")
    .slice(0, TERM_MAX_CHARS)
    .replace(HALF_CHARACTER, "");
}

interface Language {
  readonly stem: (word: string) => string;
  /** As written in the language: lower case, accents, straight apostrophes. */
  readonly stopWords: ReadonlySet<string>;
}

/**
 * "US" is a country far more often than a pronoun in news; the list lacks "a". The Spanish list is far longer than
 * the others and holds words that people search for.
 */
const SPANISH_WORDS_THAT_MEAN_SOMETHING = new Set(
  (
    "acuerdo breve ciudad conocer cosas cuenta dia dias día días ejemplo embargo emplear empleo estado estados final " +
    "general gran grandes horas informo informó intento lado largo lugar manera mayor mejor momento nueva nuevas " +
    "nuevo nuevos pais paìs parte partir peor posible primer primera primero primeros proximo próximo próximos " +
    "segunda segundo tarde temprano tercera tiempo total trabaja trabajais trabajamos trabajan trabajar trabajas " +
    "trabajo valor verdad verdadera verdadero buen buena buenas bueno buenos"
  ).split(" "),
);

const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { stem: english, stopWords: new Set(["a", ...englishStopWords.filter((word) => word !== "us")]) },
  de: { stem: german, stopWords: new Set(germanStopWords) },
  fr: { stem: french, stopWords: new Set(frenchStopWords) },
  es: {
    stem: spanish,
    stopWords: new Set(spanishStopWords.filter((word) => !SPANISH_WORDS_THAT_MEAN_SOMETHING.has(word))),
  },
  it: { stem: italian, stopWords: new Set(italianStopWords) },
  nl: { stem: dutch, stopWords: new Set(dutchStopWords) },
  pt: { stem: portuguese, stopWords: new Set(portugueseStopWords) },
};

/** Languages with a stemmer and stop words; words of all others are kept as they are. */
export const STEMMED_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

const STEM_CACHE_MAX = 50_000;
const stemCaches = new Map<string, Map<string, string>>();

/** The folded stem of a word in lower case with its accents; the folded word where `lang` has no stemmer. */
export function stemOf(spelling: string, lang: string): string {
  const primary = primaryLanguage(lang);
  const language = LANGUAGES[primary];
  // Numbers and mixed words ("737", "covid19") are names; a stemmer only damages them.
  if (language === undefined || !/^\p{L}+$/u.test(spelling)) return foldWord(spelling);
  const cache = stemCaches.get(primary) ?? new Map<string, string>();
  stemCaches.set(primary, cache);
  const known = cache.get(spelling);
  if (known !== undefined) return known;
  // English has accents in loan words only: without them "cafés" is a plural like others.
  const stem = foldWord(language.stem(primary === "en" ? foldWord(spelling) : spelling));
  const found = stem === "" ? foldWord(spelling) : stem;
  if (cache.size >= STEM_CACHE_MAX) cache.clear();
  cache.set(spelling, found);
  return found;
}

/** Whether a word, lower case with accents and straight apostrophes, says nothing by itself in `lang`. */
export function isStopWord(spelling: string, lang: string): boolean {
  return LANGUAGES[primaryLanguage(lang)]?.stopWords.has(spelling) ?? false;
}
