// Folding: one form for a word in any case, with or without accents. The same for every language, since nobody knows the
// language of a query.

/** Longer terms are cut to this many characters; they are hashes and addresses, not words. */
export const TERM_MAX_CHARS = 64;

/**
 * Accents, points of Hebrew and Arabic, and variants of one character. Other marks are vowels (Thai, Devanagari) or
 * consonants in their own right (the sonant marks of kana); without them two words would become one.
 */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]|\p{Variation_Selector}/gu;
const HALF_CHARACTER = /[\ud800-\udbff]$/;
/** Letters that Unicode doesn't take apart and that many keyboards lack. */
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
