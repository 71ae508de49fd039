// Which completions go on as a reader has begun, exactly or with one slip of the keyboard (Damerau 1964). All by
// bisection in the sorted starts; ranks nothing.

import { numberOf, offsetOf } from "./completion-starts.ts";
import type { Completions } from "./completions.ts";
import { CORRECTED_LEAST_CHARS, FIRST_LETTER_LEAST_CHARS } from "./word-matching.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const SPACE = 0x20;

/** Starts `first` to `end - 1` of the table go on with the same `length` bytes: what was typed, or meant by it. */
export interface Continued {
  readonly first: number;
  readonly end: number;
  readonly length: number;
}

/** Everything that goes on with `typed`; `end` is `first` where nothing does. */
export function continuing(table: Completions, typed: string): Continued {
  return narrow(table, { first: 0, end: table.starts.length, length: 0 }, encoder.encode(typed));
}

/**
 * Everything that goes on with `typed` after one letter is added, left out or replaced, or two neighbours exchanged,
 * each that leads anywhere. Words of CORRECTED_LEAST_CHARS and more are corrected, those with a digit never, their first
 * letter from FIRST_LETTER_LEAST_CHARS on. A space may be what is missing. Ranges may overlap.
 */
export function continuingOneEditAway(table: Completions, typed: string): Continued[] {
  const letters = [...typed].map((letter) => encoder.encode(letter));
  const bytes = encoder.encode(typed);
  const words = wordLengths(typed);
  const found: Continued[] = [];
  let before: Continued = { first: 0, end: table.starts.length, length: 0 };
  const tryWith = (...parts: readonly Uint8Array[]) => {
    const range = parts.reduce((narrowed, part) => narrow(table, narrowed, part), before);
    if (range.first < range.end) found.push(range);
  };
  let at = 0;
  for (const [index, letter] of letters.entries()) {
    if (before.first === before.end) break;
    const next = letters[index + 1];
    const word = words[index] ?? { at: 0, length: 0 };
    if (word.length >= (word.at === 0 ? FIRST_LETTER_LEAST_CHARS : CORRECTED_LEAST_CHARS)) {
      const rest = bytes.subarray(at);
      const afterLetter = rest.subarray(letter.length);
      // At the end of a word only a letter is missing.
      const isSpace = letter[0] === SPACE;
      if (!isSpace) tryWith(afterLetter);
      if (!isSpace && next !== undefined && next[0] !== SPACE) {
        tryWith(next, letter, afterLetter.subarray(next.length));
      }
      // Whatever may stand for the last letter was found when that was left out.
      for (const other of next === undefined ? [] : lettersAfter(table, before)) {
        if (/\p{N}/u.test(decoder.decode(other))) continue;
        tryWith(other, rest);
        if (!isSpace && other[0] !== SPACE) tryWith(other, afterLetter);
      }
    }
    before = narrow(table, before, letter);
    at += letter.length;
  }
  return found;
}

/** For each letter its place in its word and how long that is; a space belongs to the word before it. */
function wordLengths(typed: string): { readonly at: number; readonly length: number }[] {
  return typed.split(" ").flatMap((word) => {
    const { length } = [...word];
    const counted = /\p{N}/u.test(word) ? 0 : length;
    return Array.from({ length: length + 1 }, (_, at) => ({ at, length: counted }));
  });
}

/** Of the starts in the range those that go on with `wanted` behind its `length` bytes. */
function narrow(table: Completions, range: Continued, wanted: Uint8Array): Continued {
  if (wanted.length === 0) return range;
  const first = lowerBound(table, range, wanted);
  const length = range.length + wanted.length;
  if (first === range.end || !goesOn(table, first, range.length, wanted))
    return { first, end: first, length };
  const end = lowerBound(table, { ...range, first }, beyond(wanted));
  return { first, end, length };
}

/** What comes behind everything that begins with `bytes`: greater by the last byte, in UTF-8 never the greatest one. */
function beyond(bytes: Uint8Array): Uint8Array {
  const greater = bytes.slice();
  greater[greater.length - 1] = (greater[greater.length - 1] ?? 0) + 1;
  return greater;
}

/** UTF-8 of the characters that follow in the range, each once. */
function lettersAfter(table: Completions, range: Continued): Uint8Array[] {
  const letters: Uint8Array[] = [];
  let { first } = range;
  while (first < range.end) {
    const { at, end } = placeOf(table, first);
    const from = at + range.length;
    if (from >= end) {
      first++;
      continue;
    }
    const character = table.keys.slice(from, from + characterBytes(table.keys[from] ?? 0));
    letters.push(character);
    first = lowerBound(table, { ...range, first }, beyond(character));
  }
  return letters;
}

function characterBytes(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** The first start of the range that does not come before `wanted`, all being equal in `length` bytes. */
function lowerBound(table: Completions, { first, end, length }: Continued, wanted: Uint8Array): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comesBefore(table, middle, length, wanted)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function comesBefore(table: Completions, start: number, skipped: number, wanted: Uint8Array): boolean {
  const { at, end } = placeOf(table, start);
  const from = at + skipped;
  const shared = Math.min(end - from, wanted.length);
  for (let i = 0; i < shared; i++) {
    const difference = (table.keys[from + i] as number) - (wanted[i] as number);
    if (difference !== 0) return difference < 0;
  }
  return end - from < wanted.length;
}

function goesOn(table: Completions, start: number, skipped: number, wanted: Uint8Array): boolean {
  const { at, end } = placeOf(table, start);
  const from = at + skipped;
  return end - from >= wanted.length && wanted.every((byte, i) => table.keys[from + i] === byte);
}

/** Bytes [at, end) of the keys that a start stands for. */
function placeOf({ starts, keyOffsets }: Completions, start: number): { at: number; end: number } {
  const packed = starts[start] as number;
  const number = numberOf(packed);
  return { at: (keyOffsets[number] as number) + offsetOf(packed), end: keyOffsets[number + 1] as number };
}
