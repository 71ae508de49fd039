// Detects the language of a text with eld's tables of byte n-grams (github.com/nitotm/efficient-language-detector-js),
// if it can be detected with confidence. Which language an article gets is decided in ../article-language.ts. The
// bounds were measured on paragraphs in nineteen languages, cut to 60 to 500 characters.

/** eld reads only this much of a text, so a caller need not pass more. */
export const READ_CHARS = 1000;
/** Bytes in UTF-8: a character of Chinese says as much as three letters. */
const TEXT_MIN_BYTES = 120;
/** Score of the best language minus that of the second; scores are 0 to 1. */
const MARGIN_MIN = 0.02;
const CERTAIN_TEXT_MIN_BYTES = 400;
const CERTAIN_MARGIN_MIN = 0.04;

export interface DetectedLanguage {
  /** ISO 639-1, such as `en`. */
  readonly lang: string;
  /** Certain enough to doubt an author who says otherwise. */
  readonly certain: boolean;
}

export interface LanguageFinder {
  /** Null if the text is too short, is in no known language, or looks too much like two of them. */
  find(text: string): DetectedLanguage | null;
  /** True if `find` can return the language of this BCP 47 tag in lower case. */
  canDetect(tag: string): boolean;
}

/** Loads the tables (1 MB) at the first call only, since most commands don't need them. */
export async function createLanguageFinder(): Promise<LanguageFinder> {
  const { eld } = await import("eld/extrasmall");
  // Addresses, e-mail and numbers look the same in every language.
  eld.enableTextCleanup(true);
  const detectable = new Set(Object.values(eld.info().Languages).map(languageGroup));
  return {
    find(text) {
      const read = text.slice(0, READ_CHARS);
      const bytes = Buffer.byteLength(read);
      if (bytes < TEXT_MIN_BYTES) return null;
      const result = eld.detect(read);
      // Scores drop if the text is in a language that eld doesn't know.
      if (!result.isReliable()) return null;
      const [best = 0, second = 0] = Object.values(result.getScores()).sort((a, b) => b - a);
      const margin = best - second;
      if (margin < MARGIN_MIN) return null;
      return {
        lang: result.language,
        certain: bytes >= CERTAIN_TEXT_MIN_BYTES && margin >= CERTAIN_MARGIN_MIN,
      };
    },
    canDetect: (tag) => detectable.has(languageGroup(tag)),
  };
}

/** Languages for which the finder returns a closely related one, by tag. */
const GROUPS: Readonly<Record<string, string>> = {
  nb: "no",
  nn: "no",
  id: "ms",
  bs: "hr",
  sr: "hr",
  sh: "hr",
  fil: "tl",
  iw: "he",
  mo: "ro",
  prs: "fa",
  ckb: "ku",
  yue: "zh",
  cmn: "zh",
};

export function sameLanguage(a: string, b: string): boolean {
  return languageGroup(a) === languageGroup(b);
}

function languageGroup(tag: string): string {
  const primary = tag.split("-")[0] ?? tag;
  return GROUPS[primary] ?? primary;
}
