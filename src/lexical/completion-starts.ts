// A reader may begin to type a completion at any of its words. Each such start is one integer, the completion's number and
// the byte of its key at which the word begins, so a range of starts says which completions they belong to.

import type { SortedEntries } from "./term-dictionary.ts";

const OFFSETS = 256;
/** An archive has fewer completions than this. */
export const MAX_COMPLETION_COUNT = 2 ** 32 / OFFSETS;

export function startAt(number: number, offset: number): number {
  return number * OFFSETS + offset;
}

export function numberOf(start: number): number {
  return start >>> 8;
}

/** Byte of the key at which the word begins; 0 is the beginning of the completion. */
export function offsetOf(start: number): number {
  return start & (OFFSETS - 1);
}

/** From each start to the end of its key, sorted. */
export class CompletionStarts implements SortedEntries {
  readonly bytes: Uint8Array;
  readonly #keyOffsets: Uint32Array;
  readonly #starts: Uint32Array;

  /**
   * `keys` is UTF-8 end to end, `keyOffsets` is `Uint32Array[completions + 1]` into it, `starts` as startAt() makes them,
   * sorted by the bytes of the key from there on.
   */
  constructor(keys: Uint8Array, keyOffsets: Uint32Array, starts: Uint32Array) {
    this.bytes = keys;
    this.#keyOffsets = keyOffsets;
    this.#starts = starts;
  }

  get size(): number {
    return this.#starts.length;
  }

  startOf(index: number): number {
    const start = this.#starts[index] as number;
    return (this.#keyOffsets[numberOf(start)] as number) + offsetOf(start);
  }

  endOf(index: number): number {
    return this.#keyOffsets[numberOf(this.#starts[index] as number) + 1] as number;
  }
}

/** Throws a RangeError if offsets don't ascend to `bytes`, or a start is outside its key. */
export function checkStarts(starts: Uint32Array, keyOffsets: Uint32Array, bytes: number): void {
  let former = 0;
  for (const offset of keyOffsets) {
    if (offset < former) throw new RangeError(`completions: offset ${offset} after ${former}`);
    former = offset;
  }
  if (keyOffsets[0] !== 0 || former !== bytes) {
    throw new RangeError(`completions: offsets from ${keyOffsets[0]} to ${former} over ${bytes} bytes`);
  }
  for (const start of starts) {
    const number = numberOf(start);
    const end = keyOffsets[number + 1];
    if (end === undefined || (keyOffsets[number] ?? 0) + offsetOf(start) >= end) {
      throw new RangeError(`completions: a start at byte ${offsetOf(start)} of completion ${number}`);
    }
  }
}
