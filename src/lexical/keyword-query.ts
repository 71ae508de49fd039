// What a reader typed, taken apart: words, phrases in quotes, and what must not be there (-word, -"a phrase"). It knows
// no index: what of it an archive has is found out by word-matching.ts.

import { analyse, type Word } from "./analyser.ts";
import { stemOf } from "./stemming.ts";

export interface QueryWord {
  /** Folded. */
  readonly word: string;
  /** Its folded stems in the archive's languages, each once; none where it is meant verbatim. */
  readonly stems: readonly string[];
  /** Only the word as it is written is meant, in no other form: in quotes, and a stop word that is looked for. */
  readonly verbatim: boolean;
  /** The reader may still be typing it: it is the last thing in the query. */
  readonly open: boolean;
}

/** Words that follow each other, in one language's reading. */
export interface PhraseWord extends Omit<QueryWord, "open"> {
  /** Words between the phrase's first and this one, 0 for the first; what says nothing is counted, not listed. */
  readonly offset: number;
}

export interface Phrase {
  /**
   * An article has the phrase where it has one of these, each at least one word long: languages differ in what says
   * nothing by itself and may be any word.
   */
  readonly readings: readonly (readonly PhraseWord[])[];
}

export interface KeywordQuery {
  /** The reader's words without operators and excluded parts, for the encoder; may be empty. */
  readonly plain: string;
  /** In order, repeated ones again, those in quotes too; without stop words of the site's language. */
  readonly words: readonly QueryWord[];
  /** All must be there. */
  readonly phrases: readonly Phrase[];
  /** None may be there. */
  readonly excluded: readonly Phrase[];
  /** Whether a word that the archive lacks may be read as one that is one typing slip away. Default: true. */
  readonly correctsTypos?: boolean;
}

const OPENING = '["“”„«»″]';
const CLOSING = '["“”«»″]';
/** An inch mark after a digit and an apostrophe open nothing; neither does a quote that is never closed. */
const QUOTED = `(?<![\\p{L}\\p{N}])${OPENING}(?<quoted>[^"“”„«»″]*)${CLOSING}`;
const OPERATOR = new RegExp(
  `(?<=^|\\s)-(?:${QUOTED.replace("quoted", "barredPhrase")}|(?=[\\p{L}\\p{N}])(?<barredWord>\\S+))|${QUOTED}`,
  "gu",
);

/** Tags of the archive's languages, the site's own first; the site's decides which words say nothing. */
export function parseKeywordQuery(text: string, languages: readonly string[]): KeywordQuery {
  const [site = "und"] = languages;
  const phrases: Phrase[] = [];
  const excluded: Phrase[] = [];
  const kept: { readonly text: string; readonly quoted: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(OPERATOR)) {
    kept.push({ text: text.slice(at, match.index), quoted: false });
    at = match.index + match[0].length;
    const { quoted, barredPhrase, barredWord } = match.groups ?? {};
    if (quoted !== undefined) {
      kept.push({ text: quoted, quoted: true });
      phrases.push(...phraseOf(quoted, languages, true));
    } else if (barredPhrase !== undefined) {
      excluded.push(...phraseOf(barredPhrase, languages, true));
    } else if (barredWord !== undefined && !saysNothing(barredWord, site)) {
      excluded.push(...phraseOf(barredWord, languages, false));
    }
  }
  kept.push({ text: text.slice(at), quoted: false });

  const found = kept.flatMap((part) =>
    analyse(part.text, site).map((word) => ({ word, quoted: part.quoted })),
  );
  const telling = found.filter(({ word }) => !word.stop);
  // Behind a quote, an exclusion, a space or a full stop the last word is finished.
  const open = /[\p{L}\p{N}\p{M}]$/u.test(kept.at(-1)?.text ?? "") ? found.at(-1)?.word : undefined;
  return {
    plain: kept
      .map((part) => part.text)
      .join(" ")
      .replace(/\s+/g, " ")
      .trim(),
    words: (telling.length > 0 ? telling : found).map(({ word, quoted }) => ({
      word: word.term,
      ...formsMeant(word, quoted, languages),
      open: word === open && !word.stop,
    })),
    phrases,
    excluded,
  };
}

function formsMeant({ spelling, stop }: Word, quoted: boolean, languages: readonly string[]) {
  const verbatim = quoted || stop;
  const stems = verbatim ? [] : [...new Set(languages.map((lang) => stemOf(spelling, lang)))];
  return { stems, verbatim };
}

function saysNothing(text: string, lang: string): boolean {
  return analyse(text, lang).every(({ stop }) => stop);
}

/** None where the text has no word. */
function phraseOf(text: string, languages: readonly string[], quoted: boolean): Phrase[] {
  const readings = new Map<string, PhraseWord[]>();
  for (const lang of languages.length > 0 ? languages : ["und"]) {
    const words = analyse(text, lang);
    const telling = words.filter(({ stop }) => !stop);
    const listed = telling.length > 0 ? telling : words;
    const [first] = listed;
    if (first === undefined) continue;
    const reading = listed.map((word) => ({
      word: word.term,
      ...formsMeant(word, quoted, languages),
      offset: word.position - first.position,
    }));
    readings.set(reading.map(({ word, offset }) => `${offset} ${word}`).join(" "), reading);
  }
  return readings.size === 0 ? [] : [{ readings: [...readings.values()] }];
}
