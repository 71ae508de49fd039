// A sorted list of strings: find one, those that begin with a prefix, and those one typing error away (Damerau 1964).
// All by bisection over the UTF-8 bytes as they are stored, so opening it costs nothing. It doesn't rank what it finds.

const encoder = new TextEncoder();
// A byte order mark is a character of its string like any other.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const SPACE = 0x20;

/** Strings in the order of their UTF-8 bytes. They may overlap: entries can be suffixes of one another. */
export interface SortedEntries {
  /** The strings are [startOf(index), endOf(index)) of these bytes. */
  readonly bytes: Uint8Array;
  readonly size: number;
  startOf(index: number): number;
  endOf(index: number): number;
}

/** Entries `first` to `end - 1`, which begin with the same `length` bytes; empty if `end` is `first`. */
export interface TermRange {
  readonly first: number;
  readonly end: number;
  readonly length: number;
}

/** Whether a typing error may be at letter `index` of the text; letters are code points. */
export type MayEdit = (index: number) => boolean;

export class TermDictionary {
  readonly #entries: SortedEntries;

  constructor(entries: SortedEntries) {
    this.#entries = entries;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The string at `index`, 0..size-1. */
  at(index: number): string {
    const { bytes, size } = this.#entries;
    if (!(index >= 0 && index < size)) throw new RangeError(`dictionary: no entry ${index} of ${size}`);
    return decoder.decode(bytes.subarray(this.#entries.startOf(index), this.#entries.endOf(index)));
  }

  /** Index of `text`, the first one if there are several; -1 if it isn't there. */
  find(text: string): number {
    return this.#entryIn(this.#all(), encoder.encode(text));
  }

  /** Index of the first string that doesn't come before `text` in byte order; `size` if there is none. */
  lowerBound(text: string): number {
    return this.#lowerBound(this.#all(), encoder.encode(text));
  }

  /** All strings that begin with `prefix`, itself included. */
  startingWith(prefix: string): TermRange {
    return this.#narrow(this.#all(), encoder.encode(prefix));
  }

  /**
   * Indices of the strings that differ from `text` by one letter added, left out or replaced, or by two neighbours
   * swapped, in no particular order. Digits are never added or put in place of a letter. `mayEdit` is also called with
   * the index after the last letter, to decide whether one may be missing at the end.
   */
  oneEditAway(text: string, mayEdit: MayEdit): number[] {
    const found = new Set<number>();
    this.#forEachEdit(lettersOf(text), "whole", mayEdit, (range, rest) => {
      const index = this.#entryIn(range, rest);
      if (index >= 0) found.add(index);
    });
    // Exchanging two equal letters changes nothing.
    found.delete(this.find(text));
    return [...found];
  }

  /**
   * Ranges of the strings that begin with what `text` becomes by one such edit, none empty; they may overlap, and
   * include those that begin with `text` itself. A space may be missing; the spaces of `text` are never edited.
   */
  startingOneEditAway(text: string, mayEdit: MayEdit): TermRange[] {
    const found: TermRange[] = [];
    this.#forEachEdit(lettersOf(text), "beginning", mayEdit, (range, rest) => {
      const continued = this.#narrow(range, rest);
      if (continued.first < continued.end) found.push(continued);
    });
    return found;
  }

  /** Calls `visit` for each edit with the entries that start with the text before it and the bytes that must follow. */
  #forEachEdit(
    letters: readonly Uint8Array[],
    kind: "whole" | "beginning",
    mayEdit: MayEdit,
    visit: (range: TermRange, rest: Uint8Array) => void,
  ): void {
    const bytes = joined(letters);
    let before = this.#all();
    let at = 0;
    for (let index = 0; index <= letters.length && before.first < before.end; index++) {
      const letter = letters[index];
      const next = letters[index + 1];
      if (mayEdit(index)) {
        const rest = bytes.subarray(at);
        const afterLetter = rest.subarray(letter?.length ?? 0);
        // At the end of a word a letter can only be missing.
        const isEditable = letter !== undefined && letter[0] !== SPACE;
        if (isEditable) visit(before, afterLetter);
        if (isEditable && next !== undefined && next[0] !== SPACE) {
          visit(before, joined([next, letter, afterLetter.subarray(next.length)]));
        }
        // A beginning needs no replacement for its last letter: dropping it has already visited all such entries.
        const isDone = kind === "beginning" && (letter === undefined || (isEditable && next === undefined));
        for (const other of isDone ? [] : this.#lettersAfter(before)) {
          visit(before, joined([other, rest]));
          if (isEditable && other[0] !== SPACE) visit(before, joined([other, afterLetter]));
        }
      }
      if (letter === undefined) return;
      before = this.#narrow(before, letter);
      at += letter.length;
    }
  }

  /** UTF-8 of the characters that come next in the entries of the range, each once and no digits. */
  #lettersAfter(range: TermRange): Uint8Array[] {
    const { bytes } = this.#entries;
    const letters: Uint8Array[] = [];
    let { first } = range;
    while (first < range.end) {
      const start = this.#entries.startOf(first) + range.length;
      if (start >= this.#entries.endOf(first)) {
        first++;
        continue;
      }
      const letter = bytes.slice(start, start + bytesOfLetter(bytes[start] ?? 0));
      if (!/\p{N}/u.test(decoder.decode(letter))) letters.push(letter);
      first = this.#lowerBound({ ...range, first }, successor(letter));
    }
    return letters;
  }

  #all(): TermRange {
    return { first: 0, end: this.size, length: 0 };
  }

  /** The entries of the range that continue with `wanted` after its `length` bytes. */
  #narrow(range: TermRange, wanted: Uint8Array): TermRange {
    if (wanted.length === 0) return range;
    const first = this.#lowerBound(range, wanted);
    const length = range.length + wanted.length;
    if (first === range.end || !this.#continuesWith(first, range.length, wanted)) {
      return { first, end: first, length };
    }
    return { first, end: this.#lowerBound({ ...range, first }, successor(wanted)), length };
  }

  /** Index of the entry of the range that is `wanted` and nothing more after its `length` bytes, or -1. */
  #entryIn(range: TermRange, wanted: Uint8Array): number {
    const first = this.#lowerBound(range, wanted);
    if (first === range.end) return -1;
    const length = this.#entries.endOf(first) - this.#entries.startOf(first);
    const isWhole = length === range.length + wanted.length;
    return isWhole && this.#continuesWith(first, range.length, wanted) ? first : -1;
  }

  /** The first entry of the range that doesn't come before `wanted`, past the `length` bytes that all have. */
  #lowerBound({ first, end, length }: TermRange, wanted: Uint8Array): number {
    let low = first;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#comesBefore(middle, length, wanted)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #comesBefore(index: number, skipped: number, wanted: Uint8Array): boolean {
    const { bytes } = this.#entries;
    const start = this.#entries.startOf(index) + skipped;
    const length = this.#entries.endOf(index) - start;
    const shared = Math.min(length, wanted.length);
    for (let i = 0; i < shared; i++) {
      const difference = (bytes[start + i] as number) - (wanted[i] as number);
      if (difference !== 0) return difference < 0;
    }
    return length < wanted.length;
  }

  #continuesWith(index: number, skipped: number, wanted: Uint8Array): boolean {
    const { bytes } = this.#entries;
    const start = this.#entries.startOf(index) + skipped;
    if (this.#entries.endOf(index) - start < wanted.length) return false;
    for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
    return true;
  }
}

function lettersOf(text: string): Uint8Array[] {
  return [...text].map((letter) => encoder.encode(letter));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Comes after everything that begins with `bytes`: its last byte plus one, and in UTF-8 no byte is 255. */
function successor(bytes: Uint8Array): Uint8Array {
  const next = bytes.slice();
  next[next.length - 1] = (next[next.length - 1] ?? 0) + 1;
  return next;
}

/** Of the character in UTF-8 that begins with this byte. */
function bytesOfLetter(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
