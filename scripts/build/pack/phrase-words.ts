// The words of an archive for counting phrases: numbered, with their positions, and cut where no phrase continues.

import { analyse, type Word } from "../../../src/lexical/analyser.ts";

/** The texts of an article to count phrases in. Never put members-only text here. */
export interface PhraseSource {
  readonly lang: string;
  /** Title, summary and so on, which say what the article is about. */
  readonly head: string;
  readonly body: string;
}

/** The words of one article in order, with a CUT where a phrase ends. Three arrays of the same length. */
export interface ArticleWords {
  readonly numbers: Int32Array;
  /** [start, end) of each in phraseText(), in UTF-16 units; undefined at a CUT. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

export const CUT = -1;

export function phraseText({ head, body }: PhraseSource): string {
  return `${head}\n\n${body}`;
}

/** Space, one line's end or a hyphen: a new paragraph, a full stop or a comma ends a phrase. */
const JOINS = /^(?:[^\S\n]*\n?[^\S\n]*|[-‐‑])$/;
/** "Vera C. Rubin" */
const AFTER_INITIAL = /^\.[^\S\n]$/;

/** Every word of an archive by its number; a word that is a stop word in some places only has two numbers. */
export class WordNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #stopNumbers = new Map<string, number>();
  /** Folded, by number. */
  readonly terms: string[] = [];
  readonly #stops: boolean[] = [];
  /** How often each occurs. */
  readonly occurrences: number[] = [];

  get size(): number {
    return this.terms.length;
  }

  isStop(number: number): boolean {
    return this.#stops[number] ?? false;
  }

  read(source: PhraseSource): ArticleWords {
    const text = phraseText(source);
    const words: { number: number; start: number; end: number }[] = [];
    let last: Word | undefined;
    for (const word of analyse(text, source.lang)) {
      if (last !== undefined && !areJoined(text, last, word)) words.push({ number: CUT, start: 0, end: 0 });
      const number = this.#numberOf(word);
      this.occurrences[number] = (this.occurrences[number] ?? 0) + 1;
      words.push({ number, start: word.start, end: word.end });
      last = word;
    }
    return {
      numbers: Int32Array.from(words, ({ number }) => number),
      starts: Uint32Array.from(words, ({ start }) => start),
      ends: Uint32Array.from(words, ({ end }) => end),
    };
  }

  #numberOf({ term, stop }: Word): number {
    const numbers = stop ? this.#stopNumbers : this.#numbers;
    let number = numbers.get(term);
    if (number === undefined) {
      number = this.terms.push(term) - 1;
      this.#stops.push(stop);
      numbers.set(term, number);
    }
    return number;
  }
}

function areJoined(text: string, before: Word, after: Word): boolean {
  // Nearly always a space.
  if (after.start === before.end + 1 && text.charCodeAt(before.end) === 0x20) return true;
  const gap = text.slice(before.end, after.start);
  if (JOINS.test(gap)) return true;
  return AFTER_INITIAL.test(gap) && /^\p{Lu}$/u.test(text.slice(before.start, before.end));
}
