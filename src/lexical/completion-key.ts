// A text as completions are looked up: its folded words, one space between them where the text has any, none where a
// script has none. The same for what is typed as for what is suggested, and the same in every language.

import { analyse } from "./analyser.ts";

/** A key has at most this many bytes; the words after that can't be looked up. */
export const COMPLETION_KEY_MAX_BYTES = 255;

export interface CompletionKey {
  readonly text: string;
  readonly words: readonly KeyWord[];
}

export interface KeyWord {
  /** Folded. */
  readonly term: string;
  /** Of its first byte in the key, as UTF-8. */
  readonly offset: number;
  /** [start, end) of the word in the text that the key was made of, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Of no language: which words say nothing, and are no words in one language or another, is not asked here. */
const ANY_LANGUAGE = "und";

const encoder = new TextEncoder();

/** Whole words as far as they fit into `maxBytes`. The key of a text without a word is empty. */
export function completionKey(text: string, maxBytes = Number.POSITIVE_INFINITY): CompletionKey {
  const words: KeyWord[] = [];
  let key = "";
  let bytes = 0;
  for (const { term, start, end } of analyse(text, ANY_LANGUAGE)) {
    const gap = words.length > 0 && words.at(-1)?.end !== start ? " " : "";
    const length = gap.length + encoder.encode(term).length;
    if (bytes + length > maxBytes) break;
    words.push({ term, offset: bytes + gap.length, start, end });
    key += gap + term;
    bytes += length;
  }
  return { text: key, words };
}
