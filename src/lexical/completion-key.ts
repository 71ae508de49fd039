// The key by which a completion is looked up: its folded words, with a space between them unless the script has none. Made
// the same way from what is typed and from what is suggested, and in every language.

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
  /** Of its first UTF-8 byte in the key. */
  readonly offset: number;
  /** [start, end) of the word in the text that the key was made of, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** No language, so that stop words and contractions are words like any other. */
const ANY_LANGUAGE = "und";

const encoder = new TextEncoder();

/** Has as many whole words as fit into `maxBytes`. The key of a text without a word is empty. */
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
