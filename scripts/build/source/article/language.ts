// The language of a text, found by eld's tables of byte n-grams (github.com/nitotm/efficient-language-detector-js),
// where it can be told with confidence. Which language an article gets is decided in steps/article-language.ts.
// The bounds were measured on paragraphs of nineteen languages, cut to 60 to 500 characters.

/** eld reads this much of a text and no more; a caller need not give more. */
export const READ_CHARS = 1000;
/** Bytes in UTF-8: a character of Chinese says as much as three letters. */
const TEXT_MIN_BYTES = 120;
/** Score of the best language less that of the second, both 0 to 1. */
const MARGIN_MIN = 0.02;
const CERTAIN_TEXT_MIN_BYTES = 400;
const CERTAIN_MARGIN_MIN = 0.04;

export interface FoundLanguage {
  /** ISO 639-1, such as `en`. */
  readonly lang: string;
  /** Sure enough to doubt an author who says otherwise. */
  readonly certain: boolean;
}

export interface LanguageFinder {
  /** Null where the text is too short, is of no known language or too much like two of them. */
  find(text: string): FoundLanguage | null;
  /** True for a language that `find` could answer with, by a BCP 47 tag in lower case. */
  knows(tag: string): boolean;
}

/** Loads the tables (1 MB) at the first call only: most commands need none. */
export async function createLanguageFinder(): Promise<LanguageFinder> {
  const { eld } = await import("eld/extrasmall");
  // Addresses, e-mail and numbers are written alike in every language.
  eld.enableTextCleanup(true);
  const known = new Set(Object.values(eld.info().Languages).map(languageGroup));
  return {
    find(text) {
      const read = text.slice(0, READ_CHARS);
      const bytes = Buffer.byteLength(read);
      if (bytes < TEXT_MIN_BYTES) return null;
      const result = eld.detect(read);
      // Its scores fall off where the text is of a language that it does not know.
      if (!result.isReliable()) return null;
      const [best = 0, second = 0] = Object.values(result.getScores()).sort((a, b) => b - a);
      const margin = best - second;
      if (margin < MARGIN_MIN) return null;
      return {
        lang: result.language,
        certain: bytes >= CERTAIN_TEXT_MIN_BYTES && margin >= CERTAIN_MARGIN_MIN,
      };
    },
    knows: (tag) => known.has(languageGroup(tag)),
  };
}

/** Tags of languages whose written forms the finder answers with one of them. */
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
