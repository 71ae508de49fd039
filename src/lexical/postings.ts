// Reads posting lists as they are stored: for each term the articles that have it with its frequency in each field, its
// positions in them, and for each stem its inflections. Knows nothing about ranking; posting-writer.ts writes them.

import { FIELDS } from "./field-counts.ts";
import type { TermDictionary } from "./term-dictionary.ts";

/**
 * The words of an archive: for every term the articles it occurs in, how often in each field, and where. A term is a word
 * as it is written, folded, or a stem, which leads to the words that have it: its inflections.
 */
export interface Postings {
  readonly terms: TermDictionary;
  /** Each stem's inflections, as variable-length integers; empty for terms that are no stem, or only their own. */
  readonly inflections: Uint8Array;
  /** `Uint32Array[terms + 1]` into `inflections`. */
  readonly inflectionOffsets: Uint32Array;
  /** Each word's articles with its frequencies, as variable-length integers; empty for terms that are only stems. */
  readonly bytes: Uint8Array;
  /** `Uint32Array[terms + 1]` into `bytes`. */
  readonly offsets: Uint32Array;
  /** Each word's positions, article by article, as variable-length integers. */
  readonly positions: Uint8Array;
  /** `Uint32Array[terms + 1]` into `positions`. */
  readonly positionOffsets: Uint32Array;
  /** `Uint32Array[articles * fields]`, row by row: words of each field of each article, without stop words. */
  readonly lengths: Uint32Array;
}

const TITLE = FIELDS.indexOf("title");
const SUMMARY = FIELDS.indexOf("summary");
const TAGS = FIELDS.indexOf("tags");
const BODY = FIELDS.indexOf("body");
/**
 * A posting is the distance from the article before it; an integer with one bit for each field before the body, and the
 * body's frequency times BODY_SCALE; and the frequencies in the fields whose bit is set.
 */
const BODY_SCALE = 2 ** BODY;

/** Frequencies of a term in the fields of one article. */
export type VisitPosting = (
  ordinal: number,
  title: number,
  summary: number,
  tags: number,
  body: number,
) => void;

/** Calls `visit` for each article that has the term, hidden ones included, ordinals ascending. */
export function forEachPosting(postings: Postings, term: number, visit: VisitPosting): void {
  const reader = new IntegerReader(postings.bytes, postings.offsets[term] ?? 0);
  const end = postings.offsets[term + 1] ?? 0;
  let ordinal = -1;
  while (reader.at < end) {
    ordinal += reader.next() + 1;
    const packed = reader.next();
    const title = packed & (1 << TITLE) ? reader.next() : 0;
    const summary = packed & (1 << SUMMARY) ? reader.next() : 0;
    const tags = packed & (1 << TAGS) ? reader.next() : 0;
    visit(ordinal, title, summary, tags, Math.floor(packed / BODY_SCALE));
  }
}

/** Whether the article has the term; reads the term's list up to that article. */
export function articleHasTerm(postings: Postings, term: number, article: number): boolean {
  const reader = new IntegerReader(postings.bytes, postings.offsets[term] ?? 0);
  const end = postings.offsets[term + 1] ?? 0;
  let ordinal = -1;
  while (reader.at < end && ordinal < article) {
    ordinal += reader.next() + 1;
    const packed = reader.next();
    for (let field = 0; field < BODY; field++) if (packed & (1 << field)) reader.next();
  }
  return ordinal === article;
}

/** Calls `visit` with the term's positions in each article that has it and is `wanted`; both ascend. */
export function forEachPositions(
  postings: Postings,
  term: number,
  wanted: (ordinal: number) => boolean,
  visit: (ordinal: number, positions: readonly number[]) => void,
): void {
  const reader = new IntegerReader(postings.positions, postings.positionOffsets[term] ?? 0);
  forEachPosting(postings, term, (ordinal, title, summary, tags, body) => {
    const count = title + summary + tags + body;
    if (!wanted(ordinal)) {
      reader.skip(count);
      return;
    }
    const positions: number[] = [];
    let position = -1;
    for (let left = count; left > 0; left--) {
      position += reader.next() + 1;
      positions.push(position);
    }
    visit(ordinal, positions);
  });
}

/** Calls `visit` for each inflection of the stem, ascending; not at all if the stem is its only inflection. */
export function forEachInflection(postings: Postings, stem: number, visit: (term: number) => void): void {
  const reader = new IntegerReader(postings.inflections, postings.inflectionOffsets[stem] ?? 0);
  const end = postings.inflectionOffsets[stem + 1] ?? 0;
  let term = -1;
  while (reader.at < end) {
    term += reader.next() + 1;
    visit(term);
  }
}

/** Bytes of the term's list: the more, the more articles have the term, give or take. */
export function listBytes({ offsets }: Postings, term: number): number {
  return (offsets[term + 1] ?? 0) - (offsets[term] ?? 0);
}

/** What `listBytes` would be in the same archive without the articles `hidden`, which ascend. At most `listBytes`. */
export function listBytesWithout(postings: Postings, term: number, hidden: Uint32Array): number {
  const reader = new IntegerReader(postings.bytes, postings.offsets[term] ?? 0);
  const end = postings.offsets[term + 1] ?? 0;
  let bytes = 0;
  let ordinal = -1;
  let previous = -1;
  let below = 0;
  while (reader.at < end) {
    ordinal += reader.next() + 1;
    const start = reader.at;
    const packed = reader.next();
    for (let field = 0; field < BODY; field++) if (packed & (1 << field)) reader.next();
    while (below < hidden.length && (hidden[below] as number) < ordinal) below++;
    if (hidden[below] === ordinal) continue;
    const renumbered = ordinal - below;
    bytes += integerBytes(renumbered - previous - 1) + reader.at - start;
    previous = renumbered;
  }
  return bytes;
}

function integerBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

/** Reads variable-length integers: 7 bits a byte, low bits first, the last byte of each below 128. */
class IntegerReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  skip(count: number): void {
    for (let left = count; left > 0; ) if ((this.bytes[this.at++] ?? 0) < 128) left--;
  }

  next(): number {
    const first = this.bytes[this.at++] ?? 0;
    if (first < 128) return first;
    let value = first & 127;
    for (let scale = 128; ; scale *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}
