// Finds the part of a text to show with a hit, and the query's words in it. Offsets are in UTF-16 units, so that a page
// can build text nodes and never has to parse markup.

import type { HighlightedText, Highlights } from "../api-types.ts";
import { analyse } from "../lexical/analyser.ts";

export const EXCERPT_MAX_CHARS = 260;

/** A word of the query: the archive's terms that match it (every inflection), and its weight. */
export interface SoughtWord {
  readonly terms: readonly string[];
  readonly idf: number;
}

/**
 * The part of at most EXCERPT_MAX_CHARS with the heaviest words of the query, starting at a sentence if one is near;
 * the beginning of the text if it has none of the words. `lang` is the text's language.
 */
export function makeExcerpt(text: string, lang: string, words: readonly SoughtWord[]): HighlightedText {
  const { flat, wordOf, matches } = findWords(text, lang, words);
  const starts = sentenceStarts(flat);
  let best = 0;
  let bestWeight = -1;
  for (const start of flat.length <= EXCERPT_MAX_CHARS ? [0] : starts) {
    const inside = matches.filter((match) => match.start >= start && match.end <= start + EXCERPT_MAX_CHARS);
    const distinct = new Set(inside.map(({ term }) => wordOf.get(term)));
    let weight = inside.length * 1e-3;
    for (const word of distinct) weight += word?.idf ?? 0;
    if (weight > bestWeight) {
      best = start;
      bestWeight = weight;
    }
  }
  const end = windowEnd(flat, best);
  const shown = flat.slice(best, end).trimEnd();
  const highlights = highlightsWithin(matches, best, best + shown.length);
  return { text: end < flat.length ? `${shown} …` : shown, highlights };
}

/** The whole text with white space collapsed to single spaces, and the query's words in it. */
export function highlightWords(text: string, lang: string, words: readonly SoughtWord[]): HighlightedText {
  const { flat, matches } = findWords(text, lang, words);
  return { text: flat, highlights: highlightsWithin(matches, 0, flat.length) };
}

function findWords(text: string, lang: string, words: readonly SoughtWord[]) {
  const flat = text.replace(/\s+/g, " ").trim();
  const wordOf = new Map(words.flatMap((word) => word.terms.map((term) => [term, word] as const)));
  const matches = wordOf.size === 0 ? [] : analyse(flat, lang).filter(({ term }) => wordOf.has(term));
  return { flat, wordOf, matches };
}

/** Finds the query's words in a text that is shown unchanged. */
export function highlightsOf(text: string, lang: string, words: readonly SoughtWord[]): Highlights {
  if (words.length === 0) return [];
  const terms = new Set(words.flatMap((word) => word.terms));
  const matches = analyse(text, lang).filter(({ term }) => terms.has(term));
  return highlightsWithin(matches, 0, text.length);
}

/** Highlights of the matches within [from, to), relative to `from`. */
function highlightsWithin(
  matches: readonly { readonly start: number; readonly end: number }[],
  from: number,
  to: number,
): Highlights {
  const highlights: (readonly [number, number])[] = [];
  for (const match of matches) {
    if (match.start < from || match.end > to) continue;
    const [start, last] = highlights.at(-1) ?? [0, -1];
    // In scripts without spaces, neighbouring terms touch; they share one highlight.
    if (last === match.start - from) highlights[highlights.length - 1] = [start, match.end - from];
    else highlights.push([match.start - from, match.end - from]);
  }
  return highlights;
}

/** Positions where an excerpt may begin: the start, after each sentence, and at words within overlong sentences. */
function sentenceStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/[.!?。！？…]["'”’)]*\s*(?=\S)/gu)) {
    const start = match.index + match[0].length;
    const asciiEnd = /^[.!?]/.test(match[0]);
    if (!asciiEnd || /\s$/.test(match[0])) starts.push(start);
  }
  const filled: number[] = [];
  for (const [index, start] of starts.entries()) {
    filled.push(start);
    const next = starts[index + 1] ?? text.length;
    for (let at = start + EXCERPT_MAX_CHARS; at < next; at += EXCERPT_MAX_CHARS) {
      const space = text.indexOf(" ", at - EXCERPT_MAX_CHARS / 4);
      if (space > start && space < next) filled.push(space + 1);
    }
  }
  return filled;
}

/** The end of the last whole word that fits. A single overlong word is cut, but never inside a character. */
function windowEnd(text: string, start: number): number {
  const limit = start + EXCERPT_MAX_CHARS;
  if (text.length <= limit) return text.length;
  const space = text.lastIndexOf(" ", limit);
  if (space > start + EXCERPT_MAX_CHARS / 2) return space;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}
