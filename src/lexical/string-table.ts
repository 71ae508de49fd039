// A sorted table of distinct strings: their UTF-8 bytes end to end and n + 1 offsets. Attached as it lies
// in the file and searched by bisection, so opening it costs nothing whatever its size.

const encoder = new TextEncoder();
// A byte order mark is a character of its string like any other.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export class StringTable {
  readonly #bytes: Uint8Array;
  readonly #offsets: Uint32Array;

  /** `offsets` is `Uint32Array[n + 1]`, ascending, into `bytes`. */
  constructor(bytes: Uint8Array, offsets: Uint32Array) {
    const end = offsets.at(-1);
    if (end === undefined || end !== bytes.length) {
      throw new RangeError(`string table: offsets end at ${end}, the text at ${bytes.length}`);
    }
    this.#bytes = bytes;
    this.#offsets = offsets;
  }

  get size(): number {
    return this.#offsets.length - 1;
  }

  /** The string at `index`, 0..size-1. */
  at(index: number): string {
    if (!(index >= 0 && index < this.size))
      throw new RangeError(`string table: no entry ${index} of ${this.size}`);
    return decoder.decode(this.#bytes.subarray(this.#offsets[index], this.#offsets[index + 1]));
  }

  /** Index of `text`, or -1. */
  find(text: string): number {
    const wanted = encoder.encode(text);
    const index = this.#lowerBound(wanted);
    return index < this.size && this.#compare(index, wanted) === 0 ? index : -1;
  }

  /** Index of the first string that is `text` or comes after it in the order of bytes; `size` where none does. */
  lowerBound(text: string): number {
    return this.#lowerBound(encoder.encode(text));
  }

  #lowerBound(wanted: Uint8Array): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(index: number, wanted: Uint8Array): number {
    const start = this.#offsets[index] ?? 0;
    const length = (this.#offsets[index + 1] ?? 0) - start;
    const shared = Math.min(length, wanted.length);
    for (let i = 0; i < shared; i++) {
      const difference = (this.#bytes[start + i] ?? 0) - (wanted[i] ?? 0);
      if (difference !== 0) return difference;
    }
    return length - wanted.length;
  }
}

export interface StringTableBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** The strings in the table's order, which is that of their UTF-8 bytes. */
  readonly order: readonly string[];
}

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
