// Writes posting lists as postings.ts reads them. Only the packer needs it. The same counts give the same bytes.

import { FIELDS, type FieldCounts } from "./field-counts.ts";
import { writeStringTable } from "./string-table.ts";

/** Fields before it have one bit each in a posting; its frequency is above them. */
const BODY = FIELDS.indexOf("body");
const BODY_SCALE = 2 ** BODY;

export interface PostingsBytes {
  readonly terms: { readonly bytes: Uint8Array<ArrayBuffer>; readonly offsets: Uint32Array<ArrayBuffer> };
  readonly termCount: number;
  readonly inflections: Uint8Array<ArrayBuffer>;
  readonly inflectionOffsets: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly positions: Uint8Array<ArrayBuffer>;
  readonly positionOffsets: Uint32Array<ArrayBuffer>;
  /** `Uint32Array[articles * fields]`, row by row. */
  readonly lengths: Uint32Array<ArrayBuffer>;
}

interface Posting {
  readonly ordinal: number;
  readonly frequencies: readonly number[];
  readonly positions: readonly number[];
}

/** `articles[ordinal]` are the counts of that article. Throws a RangeError if frequencies and positions don't fit. */
export function writePostings(articles: readonly FieldCounts[]): PostingsBytes {
  const lists = new Map<string, Posting[]>();
  const inflectionsOf = new Map<string, Set<string>>();
  const lengths = new Uint32Array(articles.length * FIELDS.length);
  for (const [ordinal, article] of articles.entries()) {
    lengths.set(article.lengths, ordinal * FIELDS.length);
    for (const [term, { stem, frequencies, positions }] of article.terms) {
      checkOccurrences(term, frequencies, positions);
      const list = lists.get(term);
      if (list === undefined) lists.set(term, [{ ordinal, frequencies, positions }]);
      else list.push({ ordinal, frequencies, positions });
      const inflections = inflectionsOf.get(stem);
      if (inflections === undefined) inflectionsOf.set(stem, new Set([term]));
      else inflections.add(term);
    }
  }
  // A word that is its own stem and the only word with it needs no list.
  for (const [stem, inflections] of inflectionsOf) {
    if (inflections.size === 1 && inflections.has(stem)) inflectionsOf.delete(stem);
  }

  const table = writeStringTable([...lists.keys(), ...inflectionsOf.keys()]);
  const numbers = new Map(table.order.map((term, number) => [term, number]));
  const out = new ListWriter(table.order.length);
  const positionsOut = new ListWriter(table.order.length);
  const inflectionsOut = new ListWriter(table.order.length);
  for (const term of table.order) {
    const inflections = Array.from(inflectionsOf.get(term) ?? [], (word) => numbers.get(word) ?? 0);
    inflectionsOut.ascending(inflections.sort((a, b) => a - b));
    inflectionsOut.endList();
    let previous = -1;
    for (const { ordinal, frequencies, positions } of lists.get(term) ?? []) {
      out.integer(ordinal - previous - 1);
      previous = ordinal;
      let mask = 0;
      for (let field = 0; field < BODY; field++) if ((frequencies[field] ?? 0) > 0) mask |= 1 << field;
      out.integer((frequencies[BODY] ?? 0) * BODY_SCALE + mask);
      for (let field = 0; field < BODY; field++)
        if (mask & (1 << field)) out.integer(frequencies[field] ?? 0);
      positionsOut.ascending(positions);
    }
    out.endList();
    positionsOut.endList();
  }
  return {
    terms: { bytes: table.bytes, offsets: table.offsets },
    termCount: table.order.length,
    inflections: inflectionsOut.bytes(),
    inflectionOffsets: inflectionsOut.offsets,
    bytes: out.bytes(),
    offsets: out.offsets,
    positions: positionsOut.bytes(),
    positionOffsets: positionsOut.offsets,
    lengths,
  };
}

function checkOccurrences(term: string, frequencies: readonly number[], positions: readonly number[]): void {
  let sum = 0;
  for (const frequency of frequencies) {
    if (!Number.isInteger(frequency) || frequency < 0) {
      throw new RangeError(`postings: frequency ${frequency} of "${term}"`);
    }
    sum += frequency;
  }
  if (sum === 0 || sum !== positions.length) {
    throw new RangeError(`postings: "${term}" occurs ${sum} times at ${positions.length} positions`);
  }
}

class ListWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #lists = 0;
  /** `Uint32Array[lists + 1]`. */
  readonly offsets: Uint32Array<ArrayBuffer>;

  constructor(lists: number) {
    this.offsets = new Uint32Array(lists + 1);
  }

  integer(value: number): void {
    if (this.#length + 8 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** Each as its difference from the one before, less one. */
  ascending(values: readonly number[]): void {
    let previous = -1;
    for (const value of values) {
      this.integer(value - previous - 1);
      previous = value;
    }
  }

  endList(): void {
    this.offsets[++this.#lists] = this.#length;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }
}
