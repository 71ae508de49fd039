// Finds the part of a suggestion that the reader has already typed: maps bytes of its folded key back to its text.

import { completionKey, type KeyWord } from "../lexical/completion-key.ts";
import { foldWord } from "../lexical/folding.ts";

/** [start, end) in UTF-16 units. */
export type Part = readonly [number, number];

const encoder = new TextEncoder();

/** The part of `text` that corresponds to `length` bytes of its key, starting with the word at byte `offset`. */
export function completedPart(text: string, offset: number, length: number): Part {
  const { words } = completionKey(text);
  const covered = words.filter((word) => word.offset >= offset && word.offset < offset + length);
  const first = covered[0];
  const last = covered.at(-1);
  if (first === undefined || last === undefined) return [0, 0];
  return [first.start, last.start + typedUnits(text, last, offset + length - last.offset)];
}

/** How many UTF-16 units of the word fold to `bytes` bytes; the whole word if its fold is no longer than that. */
function typedUnits(text: string, { start, end, term }: KeyWord, bytes: number): number {
  if (bytes >= encoder.encode(term).length) return end - start;
  let typed = "";
  // A combining mark belongs to the letter before it.
  for (const letter of text.slice(start, end).match(/\P{M}\p{M}*/gsu) ?? []) {
    typed += letter;
    if (encoder.encode(foldWord(typed)).length >= bytes) break;
  }
  return typed.length;
}
