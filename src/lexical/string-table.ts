// Strings stored end to end as UTF-8 with n + 1 offsets, attached without parsing. A table whose strings are sorted can be
// searched through a TermDictionary.

import type { SortedEntries } from "./term-dictionary.ts";

const encoder = new TextEncoder();
// A byte order mark is a character of its string like any other.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class StringTable implements SortedEntries {
  readonly bytes: Uint8Array;
  readonly #offsets: Uint32Array;

  /** `offsets` is `Uint32Array[n + 1]`, ascending from 0 to the length of `bytes`; throws a RangeError if it isn't. */
  constructor(bytes: Uint8Array, offsets: Uint32Array) {
    let previous = 0;
    for (const offset of offsets) {
      if (offset < previous) throw new RangeError(`string table: offset ${offset} after ${previous}`);
      previous = offset;
    }
    if (offsets[0] !== 0 || previous !== bytes.length) {
      throw new RangeError(
        `string table: offsets go from ${offsets[0]} to ${offsets.at(-1)}, the text has ${bytes.length} bytes`,
      );
    }
    this.bytes = bytes;
    this.#offsets = offsets;
  }

  get size(): number {
    return this.#offsets.length - 1;
  }

  startOf(index: number): number {
    return this.#offsets[index] as number;
  }

  endOf(index: number): number {
    return this.#offsets[index + 1] as number;
  }

  /** The string at `index`, 0..size-1. */
  at(index: number): string {
    if (!(index >= 0 && index < this.size))
      throw new RangeError(`string table: no entry ${index} of ${this.size}`);
    return decoder.decode(this.bytes.subarray(this.#offsets[index], this.#offsets[index + 1]));
  }
}

export interface StringTableBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** The strings in the table's order, the order of their UTF-8 bytes. */
  readonly order: readonly string[];
}

/** The distinct strings, sorted. */
export function writeStringTable(strings: Iterable<string>): StringTableBytes {
  const encoded = [...new Set(strings)].map((text) => ({ text, bytes: encoder.encode(text) }));
  encoded.sort((a, b) => compareBytes(a.bytes, b.bytes));
  const offsets = new Uint32Array(encoded.length + 1);
  let length = 0;
  for (const [index, entry] of encoded.entries()) {
    length += entry.bytes.length;
    offsets[index + 1] = length;
  }
  const bytes = new Uint8Array(length);
  for (const [index, entry] of encoded.entries()) bytes.set(entry.bytes, offsets[index]);
  return { bytes, offsets, order: encoded.map((entry) => entry.text) };
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
