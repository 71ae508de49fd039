// Stems and stop words of a language, from the table in languages.ts.

import { foldWord } from "./folding.ts";
import { primaryLanguage } from "./language-tags.ts";
import { languageOf } from "./languages.ts";

const STEM_CACHE_MAX = 50_000;
const stemCaches = new Map<string, Map<string, string>>();

/** The folded stem of a word in lower case with its accents; the folded word if `lang` has no stemmer. */
export function stemOf(spelling: string, lang: string): string {
  const { stem } = languageOf(lang);
  // Numbers and mixed words ("737", "covid19") are names; a stemmer only damages them.
  if (stem === undefined || !/^\p{L}+$/u.test(spelling)) return foldWord(spelling);
  const primary = primaryLanguage(lang);
  const cache = stemCaches.get(primary) ?? new Map<string, string>();
  stemCaches.set(primary, cache);
  const cached = cache.get(spelling);
  if (cached !== undefined) return cached;
  const stemmed = foldWord(stem(spelling)) || foldWord(spelling);
  if (cache.size >= STEM_CACHE_MAX) cache.clear();
  cache.set(spelling, stemmed);
  return stemmed;
}

/** Whether a word, lower case with accents and straight apostrophes, is a stop word of `lang`. */
export function isStopWord(spelling: string, lang: string): boolean {
  return languageOf(lang).stopWords?.has(spelling) ?? false;
}
