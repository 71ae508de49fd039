// Everything that differs between languages in one table: stemmer, stop words, words that lose their vowel, and scripts that
// are cut without spaces. Adding a language is adding one entry. Stemmers are Snowball's (Porter; snowballstem.org). English
// is porter2's, since @orama's departs from the algorithm in most words ending in -sion and -tion ("abortion" to "abor").

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
import { foldWord } from "./folding.ts";
import { primaryLanguage } from "./language-tags.ts";

/** A language needs nothing of this: its words are then kept as they are, and cut at spaces. */
export interface Language {
  /** Stem of a word in lower case with its accents; need not be folded. */
  readonly stem?: (spelling: string) => string;
  /** As the language writes them: lower case, accents, straight apostrophes. */
  readonly stopWords?: ReadonlySet<string>;
  /** Words written without their last vowel before an apostrophe ("l’Ukraine", "dell’arte"), a regular expression each. */
  readonly elisions?: readonly string[];
  /** Unicode names of its scripts if it writes no spaces between words. */
  readonly spacelessScripts?: readonly string[];
  /**
   * How its spaceless text is cut: by the dictionaries of Intl.Segmenter, or one term a character if Node and workerd have
   * different dictionaries.
   */
  readonly cutBy?: "dictionary" | "character";
}

/**
 * The Spanish list is far longer than the others and has words that people search for.
 */
const SPANISH_CONTENT_WORDS = new Set(
  (
    "acuerdo breve ciudad conocer cosas cuenta dia dias día días ejemplo embargo emplear empleo estado estados final " +
    "general gran grandes horas informo informó intento lado largo lugar manera mayor mejor momento nueva nuevas " +
    "nuevo nuevos pais paìs parte partir peor posible primer primera primero primeros proximo próximo próximos " +
    "segunda segundo tarde temprano tercera tiempo total trabaja trabajais trabajamos trabajan trabajar trabajas " +
    "trabajo valor verdad verdadera verdadero buen buena buenas bueno buenos"
  ).split(" "),
);

const LANGUAGES: Readonly<Record<string, Language>> = {
  en: {
    // English has accents in loan words only: without them "cafés" is a plural like others.
    stem: (spelling) => english(foldWord(spelling)),
    // In news "US" is a country far more often than a pronoun; the list lacks "a".
    stopWords: new Set(["a", ...englishStopWords.filter((word) => word !== "us")]),
  },
  de: { stem: german, stopWords: new Set(germanStopWords) },
  fr: {
    stem: french,
    stopWords: new Set(frenchStopWords),
    elisions: ["[cdjlmnst]", "qu", "jusqu", "lorsqu", "puisqu"],
  },
  es: {
    stem: spanish,
    stopWords: new Set(spanishStopWords.filter((word) => !SPANISH_CONTENT_WORDS.has(word))),
  },
  it: {
    stem: italian,
    stopWords: new Set(italianStopWords),
    elisions: ["[cdlmnst]", "un", "quest", "all", "coll", "dall", "dell", "nell", "sull"],
  },
  nl: { stem: dutch, stopWords: new Set(dutchStopWords) },
  pt: { stem: portuguese, stopWords: new Set(portugueseStopWords) },
  zh: { spacelessScripts: ["Han"], cutBy: "dictionary" },
  ja: { spacelessScripts: ["Han", "Hira", "Kana"], cutBy: "dictionary" },
  th: { spacelessScripts: ["Thai"], cutBy: "dictionary" },
  my: { spacelessScripts: ["Mymr"], cutBy: "dictionary" },
  lo: { spacelessScripts: ["Laoo"], cutBy: "character" },
  km: { spacelessScripts: ["Khmr"], cutBy: "character" },
};

/** By any tag of the language; empty for a language that isn't in the table. */
export function languageOf(lang: string): Language {
  const primary = primaryLanguage(lang);
  return Object.hasOwn(LANGUAGES, primary) ? (LANGUAGES[primary] ?? {}) : {};
}

/** Primary tags of the languages with a stemmer and stop words. */
export const STEMMED_LANGUAGES: readonly string[] = Object.entries(LANGUAGES)
  .filter(([, { stem }]) => stem !== undefined)
  .map(([primary]) => primary);

const ALL = Object.values(LANGUAGES);

/** Of all languages together: names and quotations in one language come up in texts of every other. */
export const ELISIONS: readonly string[] = [...new Set(ALL.flatMap(({ elisions = [] }) => elisions))];

/** Scripts that are cut in one way, of all languages together: nobody knows the language of a query. */
export function spacelessScripts(cutBy: "dictionary" | "character"): string[] {
  const languages = ALL.filter((language) => language.cutBy === cutBy);
  return [...new Set(languages.flatMap((language) => language.spacelessScripts ?? []))];
}
