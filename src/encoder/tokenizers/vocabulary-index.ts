// Finds word pieces in a vocabulary with an open-addressing hash table over UTF-16 code units.
// Hash: 32-bit FNV-1a fed with whole code units, so one pass over a word gives the hashes of all its prefixes.
// The table (`buildSlots`) depends only on the vocabulary, so a model file stores it and opening a file builds nothing.

import type { Vocabulary } from "./vocabulary.ts";

const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

export class VocabularyIndex {
  readonly #units: Uint16Array;
  readonly #offsets: Uint32Array;
  /** From `buildSlots`. */
  readonly #slots: Uint32Array;
  readonly #mask: number;
  readonly #prefix: string;
  readonly #prefixHash: number;
  /** Code units of the longest piece; nothing longer needs to be looked up. */
  readonly #longest: number;
  /** `Int32Array[longest + 1]`: hash of the first n units of the current word. */
  readonly #hashes: Int32Array;
  /** End, in the word, of the piece that `longestMatch` found. */
  matchEnd = 0;

  /**
   * `slots` must be those of this vocabulary (a RangeError if their number is wrong) and are only read. Given them, the
   * constructor loops over nothing: in a fresh isolate even a loop over 30,522 offsets takes milliseconds.
   */
  constructor(vocabulary: Vocabulary, continuingPrefix: string, slots: Uint32Array = buildSlots(vocabulary)) {
    const { units, offsets } = vocabulary;
    const size = slotCount(offsets.length - 1);
    if (slots.length !== size + 1) {
      throw new RangeError(
        `VocabularyIndex: ${slots.length} entries; the table of ${offsets.length - 1} pieces has ${size + 1}`,
      );
    }
    this.#units = units;
    this.#offsets = offsets;
    this.#slots = slots;
    this.#mask = size - 1;
    this.#prefix = continuingPrefix;
    let prefixHash = FNV_OFFSET;
    for (let i = 0; i < continuingPrefix.length; i++)
      prefixHash = step(prefixHash, continuingPrefix.charCodeAt(i));
    this.#prefixHash = prefixHash;
    const longest = slots[size] as number;
    this.#longest = longest;
    this.#hashes = new Int32Array(longest + 1);
  }

  /**
   * Returns the id of the longest piece that begins at `start` and ends at or before `end`, and sets `matchEnd`; -1 if
   * there is none. From `start` > 0 only continuing pieces count. A surrogate pair is never split.
   * The casts are safe: the checked offsets and `longest` bound every index.
   */
  longestMatch(word: string, start: number, end: number): number {
    const prefix = start > 0 ? this.#prefix : "";
    const length = Math.min(end - start, this.#longest - prefix.length);
    const hashes = this.#hashes;
    let hash = start > 0 ? this.#prefixHash : FNV_OFFSET;
    for (let n = 1; n <= length; n++) {
      hash = step(hash, word.charCodeAt(start + n - 1));
      hashes[n] = hash;
    }
    for (let n = length; n > 0; n--) {
      if (cutsPair(word, start + n, end)) continue;
      let slot = spread(hashes[n] as number) & this.#mask;
      for (let entry = this.#slots[slot] as number; entry !== 0; entry = this.#slots[slot] as number) {
        if (this.#equals(entry - 1, prefix, word, start, n)) {
          this.matchEnd = start + n;
          return entry - 1;
        }
        slot = (slot + 1) & this.#mask;
      }
    }
    return -1;
  }

  #equals(id: number, prefix: string, word: string, start: number, length: number): boolean {
    const from = this.#offsets[id] as number;
    if ((this.#offsets[id + 1] as number) - from !== prefix.length + length) return false;
    for (let i = 0; i < prefix.length; i++) {
      if (this.#units[from + i] !== prefix.charCodeAt(i)) return false;
    }
    const rest = from + prefix.length;
    for (let i = 0; i < length; i++) {
      if (this.#units[rest + i] !== word.charCodeAt(start + i)) return false;
    }
    return true;
  }
}

/** Slots of a table for `pieces` word pieces: a power of two, at least twice that number. */
export function slotCount(pieces: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, pieces * 2)));
}

/**
 * `Uint32Array[slotCount(pieces) + 1]`: id + 1 of the piece in each slot, 0 if the slot is free, and in the last entry
 * the length of the longest piece in code units. A piece is in the slot given by the low bits of its mixed hash, or in
 * the next free one; ids are entered in order and empty pieces are left out.
 */
export function buildSlots({ units, offsets }: Vocabulary): Uint32Array<ArrayBuffer> {
  const pieces = offsets.length - 1;
  const size = slotCount(pieces);
  const slots = new Uint32Array(size + 1);
  let longest = 0;
  for (let id = 0; id < pieces; id++) {
    const start = offsets[id] as number;
    const end = offsets[id + 1] as number;
    if (start === end) continue;
    longest = Math.max(longest, end - start);
    let hash = FNV_OFFSET;
    for (let i = start; i < end; i++) hash = step(hash, units[i] as number);
    let slot = spread(hash) & (size - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = id + 1;
  }
  slots[size] = longest;
  return slots;
}

function step(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

/** FNV's low bits depend only on the low bits of its input, so the high bits are mixed in. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

function cutsPair(word: string, at: number, end: number): boolean {
  return (
    at < end && (word.charCodeAt(at) & 0xfc00) === 0xdc00 && (word.charCodeAt(at - 1) & 0xfc00) === 0xd800
  );
}
