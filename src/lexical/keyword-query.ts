// Parses a reader's query: words, phrases in quotes, and exclusions (-word, -"a phrase"). Which of the archive's terms stand
// for a word is up to term-expansion.ts.

import { analyse, type Word } from "./analyser.ts";
import { stemOf } from "./stemming.ts";

export interface QueryWord {
  /** Folded. */
  readonly word: string;
  /** Its folded stems in the archive's languages, each once; empty if it is verbatim. */
  readonly stems: readonly string[];
  /** Only the word as it is written counts, in no other inflection: words in quotes, and stop words. */
  readonly verbatim: boolean;
  /** The reader may still be typing it, since it ends the query. */
  readonly open: boolean;
}

/** A word of a phrase, in one language's reading. */
export interface PhraseWord extends Omit<QueryWord, "open"> {
  /** Distance from the phrase's first word, 0 for the first. Stop words count in it but aren't listed. */
  readonly offset: number;
}

export interface Phrase {
  /**
   * An article has the phrase if it has one of these, each at least one word long. Languages differ in their stop words,
   * in whose place any word may stand.
   */
  readonly readings: readonly (readonly PhraseWord[])[];
}

export interface KeywordQuery {
  /** The query without operators and exclusions, for the encoder; may be empty. */
  readonly plain: string;
  /** In order, repetitions and words in quotes included; stop words of the site's language only if there is nothing else. */
  readonly words: readonly QueryWord[];
  /** A hit has all of them. */
  readonly phrases: readonly Phrase[];
  /** A hit has none of them. */
  readonly excluded: readonly Phrase[];
  /** Whether a word that the archive lacks may be read as one that is one typing slip away. Default: true. */
  readonly correctsTypos?: boolean;
}

const OPENING = '["“”„«»″]';
const CLOSING = '["“”«»″]';
/** An inch mark after a digit, an apostrophe and a quote that is never closed don't open a phrase. */
const QUOTED = `(?<![\\p{L}\\p{N}])${OPENING}(?<quoted>[^"“”„«»″]*)${CLOSING}`;
const OPERATOR = new RegExp(
  `(?<=^|\\s)-(?:${QUOTED.replace("quoted", "excludedPhrase")}|(?=[\\p{L}\\p{N}])(?<excludedWord>\\S+))|${QUOTED}`,
  "gu",
);

/** `languages` are tags of the archive's languages, the site's own first; its stop words are left out of the query. */
export function parseKeywordQuery(text: string, languages: readonly string[]): KeywordQuery {
  const [site = "und"] = languages;
  const phrases: Phrase[] = [];
  const excluded: Phrase[] = [];
  const parts: { readonly text: string; readonly quoted: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(OPERATOR)) {
    parts.push({ text: text.slice(at, match.index), quoted: false });
    at = match.index + match[0].length;
    const { quoted, excludedPhrase, excludedWord } = match.groups ?? {};
    if (quoted !== undefined) {
      parts.push({ text: quoted, quoted: true });
      phrases.push(...phraseOf(quoted, languages, true));
    } else if (excludedPhrase !== undefined) {
      excluded.push(...phraseOf(excludedPhrase, languages, true));
    } else if (excludedWord !== undefined && !isStopWordOnly(excludedWord, site)) {
      excluded.push(...phraseOf(excludedWord, languages, false));
    }
  }
  parts.push({ text: text.slice(at), quoted: false });

  const words = parts.flatMap((part) =>
    analyse(part.text, site).map((word) => ({ word, quoted: part.quoted })),
  );
  const contentWords = words.filter(({ word }) => !word.stop);
  // After a quote, an exclusion, a space or a full stop the last word is finished.
  const open = /[\p{L}\p{N}\p{M}]$/u.test(parts.at(-1)?.text ?? "") ? words.at(-1)?.word : undefined;
  return {
    plain: parts
      .map((part) => part.text)
      .join(" ")
      .replace(/\s+/g, " ")
      .trim(),
    words: (contentWords.length > 0 ? contentWords : words).map(({ word, quoted }) => ({
      word: word.term,
      ...inflectionsMeant(word, quoted, languages),
      open: word === open && !word.stop,
    })),
    phrases,
    excluded,
  };
}

function inflectionsMeant({ spelling, stop }: Word, quoted: boolean, languages: readonly string[]) {
  const verbatim = quoted || stop;
  const stems = verbatim ? [] : [...new Set(languages.map((lang) => stemOf(spelling, lang)))];
  return { stems, verbatim };
}

function isStopWordOnly(text: string, lang: string): boolean {
  return analyse(text, lang).every(({ stop }) => stop);
}

/** Empty if the text has no word. */
function phraseOf(text: string, languages: readonly string[], quoted: boolean): Phrase[] {
  const readings = new Map<string, PhraseWord[]>();
  for (const lang of languages.length > 0 ? languages : ["und"]) {
    const words = analyse(text, lang);
    const contentWords = words.filter(({ stop }) => !stop);
    const listed = contentWords.length > 0 ? contentWords : words;
    const [first] = listed;
    if (first === undefined) continue;
    const reading = listed.map((word) => ({
      word: word.term,
      ...inflectionsMeant(word, quoted, languages),
      offset: word.position - first.position,
    }));
    readings.set(reading.map(({ word, offset }) => `${offset} ${word}`).join(" "), reading);
  }
  return readings.size === 0 ? [] : [{ readings: [...readings.values()] }];
}
