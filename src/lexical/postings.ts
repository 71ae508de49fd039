// Posting lists: for every term the articles it occurs in and how often, as variable-length integers
// (article ordinals as differences). Knows nothing of ranking; bm25.ts reads them.

import type { Postings } from "../snapshot/sections.ts";
import { writeStringTable } from "../snapshot/string-table.ts";

/** Calls `visit(ordinal, frequency)` for each article that has the term, ordinals ascending. */
export function forEachPosting(
  postings: Postings,
  term: number,
  visit: (ordinal: number, frequency: number) => void,
): void {
  const { bytes, offsets } = postings;
  let position = offsets[term] ?? 0;
  const end = offsets[term + 1] ?? 0;
  let ordinal = -1;
  const readInteger = () => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[position++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
      shift += 7;
    }
  };
  while (position < end) {
    ordinal += readInteger() + 1;
    visit(ordinal, readInteger());
  }
}

/** How often each term occurs in one article; weights of fields are counted in. */
export type TermCounts = ReadonlyMap<string, number>;

export interface PostingsBytes {
  readonly terms: { readonly bytes: Uint8Array<ArrayBuffer>; readonly offsets: Uint32Array<ArrayBuffer> };
  readonly termCount: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly lengths: Float32Array<ArrayBuffer>;
}

/** `articles[ordinal]` are the counts of that article; frequencies are whole numbers above zero. */
export function writePostings(articles: readonly TermCounts[]): PostingsBytes {
  const lists = new Map<string, number[]>();
  const lengths = new Float32Array(articles.length);
  for (const [ordinal, counts] of articles.entries()) {
    let length = 0;
    for (const [term, frequency] of counts) {
      if (!Number.isInteger(frequency) || frequency < 1) {
        throw new RangeError(`postings: frequency ${frequency} of "${term}"`);
      }
      const list = lists.get(term);
      if (list === undefined) lists.set(term, [ordinal, frequency]);
      else list.push(ordinal, frequency);
      length += frequency;
    }
    lengths[ordinal] = length;
  }
  const table = writeStringTable(lists.keys());
  const offsets = new Uint32Array(table.order.length + 1);
  const out = new ByteWriter();
  for (const [index, term] of table.order.entries()) {
    const list = lists.get(term) ?? [];
    let previous = -1;
    for (let i = 0; i < list.length; i += 2) {
      const ordinal = list[i] ?? 0;
      out.integer(ordinal - previous - 1);
      out.integer(list[i + 1] ?? 0);
      previous = ordinal;
    }
    offsets[index + 1] = out.length;
  }
  return {
    terms: { bytes: table.bytes, offsets: table.offsets },
    termCount: table.order.length,
    bytes: out.finish(),
    offsets,
    lengths,
  };
}

class ByteWriter {
  #bytes = new Uint8Array(1 << 16);
  length = 0;

  integer(value: number): void {
    if (this.length + 8 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = value;
    while (rest > 127) {
      this.#bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.length++] = rest;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }
}
