// How posting lists lie in a snapshot, read and written: per term the articles that have it with the frequency in each
// field, its positions in them, and per stem the words that have it. Knows nothing of ranking.

import { FIELDS, type FieldCounts } from "./field-counts.ts";
import { writeStringTable } from "./string-table.ts";
import type { TermDictionary } from "./term-dictionary.ts";

/**
 * The words of the archive: for every term the articles it occurs in, how often in each field, and where. Terms are
 * words as they are written, folded, and stems, each of which leads to the words that have it.
 */
export interface Postings {
  readonly terms: TermDictionary;
  /** The words of each stem, as variable-length integers; empty for what is no stem or only its own. */
  readonly forms: Uint8Array;
  /** `Uint32Array[terms + 1]` into `forms`. */
  readonly formOffsets: Uint32Array;
  /** The articles of each word with its frequencies, as variable-length integers; empty for what is only a stem. */
  readonly bytes: Uint8Array;
  /** `Uint32Array[terms + 1]` into `bytes`. */
  readonly offsets: Uint32Array;
  /** The positions of each word, article by article, as variable-length integers. */
  readonly positions: Uint8Array;
  /** `Uint32Array[terms + 1]` into `positions`. */
  readonly positionOffsets: Uint32Array;
  /** `Uint32Array[articles * fields]`, row by row: words of each field of each article, without stop words. */
  readonly lengths: Uint32Array;
  /**
   * Articles that a request may not know of, 1 in `Uint8Array[articles]`, and how many they are: a word that only these
   * have is one that the archive has not. Missing where there is none.
   */
  readonly hidden?: { readonly articles: Uint8Array; readonly count: number };
}

const TITLE = FIELDS.indexOf("title");
const SUMMARY = FIELDS.indexOf("summary");
const TAGS = FIELDS.indexOf("tags");
const BODY = FIELDS.indexOf("body");
/** Fields before the body, one bit each in a posting's first integer; the body's frequency is above them. */
const MASK_BITS = BODY;

/** Frequencies of a term in the fields of one article. */
export type VisitPosting = (
  ordinal: number,
  title: number,
  summary: number,
  tags: number,
  body: number,
) => void;

/** Calls `visit` for each article that has the term, hidden ones too, ordinals ascending. */
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
    visit(ordinal, title, summary, tags, Math.floor(packed / 2 ** MASK_BITS));
  }
}

/** Whether the article has the term; its list is read up to there. */
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

/** Calls `visit` with the positions of the term in each article that has it and is `wanted`, both ascending. */
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

/** Calls `visit` with the numbers of the terms that have the stem at `stem`, ascending; none for its own only. */
export function forEachForm(postings: Postings, stem: number, visit: (form: number) => void): void {
  const reader = new IntegerReader(postings.forms, postings.formOffsets[stem] ?? 0);
  const end = postings.formOffsets[stem + 1] ?? 0;
  let form = -1;
  while (reader.at < end) {
    form += reader.next() + 1;
    visit(form);
  }
}

/** Of one article: five integers of five bytes at most. */
const POSTING_MAX_BYTES = 25;

/** Whether any article that is not hidden has the term; the others are stems, or words of hidden articles alone. */
export function hasArticles(postings: Postings, term: number): boolean {
  const bytes = (postings.offsets[term + 1] ?? 0) - (postings.offsets[term] ?? 0);
  const { hidden } = postings;
  if (bytes === 0 || hidden === undefined) return bytes > 0;
  // A list too long for hidden articles alone need not be read.
  if (bytes > hidden.count * POSTING_MAX_BYTES) return true;
  let has = false;
  forEachPosting(postings, term, (ordinal) => {
    if (hidden.articles[ordinal] === 0) has = true;
  });
  return has;
}

export interface PostingsBytes {
  readonly terms: { readonly bytes: Uint8Array<ArrayBuffer>; readonly offsets: Uint32Array<ArrayBuffer> };
  readonly termCount: number;
  readonly forms: Uint8Array<ArrayBuffer>;
  readonly formOffsets: Uint32Array<ArrayBuffer>;
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

/** `articles[ordinal]` are the counts of that article. */
export function writePostings(articles: readonly FieldCounts[]): PostingsBytes {
  const lists = new Map<string, Posting[]>();
  const formsByStem = new Map<string, Set<string>>();
  const lengths = new Uint32Array(articles.length * FIELDS.length);
  for (const [ordinal, article] of articles.entries()) {
    lengths.set(article.lengths, ordinal * FIELDS.length);
    for (const [term, { stem, frequencies, positions }] of article.terms) {
      checkOccurrences(term, frequencies, positions);
      const list = lists.get(term);
      if (list === undefined) lists.set(term, [{ ordinal, frequencies, positions }]);
      else list.push({ ordinal, frequencies, positions });
      const forms = formsByStem.get(stem);
      if (forms === undefined) formsByStem.set(stem, new Set([term]));
      else forms.add(term);
    }
  }
  // A word that is the only form of itself needs no list of forms.
  for (const [stem, forms] of formsByStem) if (forms.size === 1 && forms.has(stem)) formsByStem.delete(stem);

  const table = writeStringTable([...lists.keys(), ...formsByStem.keys()]);
  const numbers = new Map(table.order.map((term, number) => [term, number]));
  const out = new ListWriter(table.order.length);
  const positionsOut = new ListWriter(table.order.length);
  const formsOut = new ListWriter(table.order.length);
  for (const term of table.order) {
    const forms = Array.from(formsByStem.get(term) ?? [], (form) => numbers.get(form) ?? 0);
    formsOut.ascending(forms.sort((a, b) => a - b));
    formsOut.endList();
    let previous = -1;
    for (const { ordinal, frequencies, positions } of lists.get(term) ?? []) {
      out.integer(ordinal - previous - 1);
      previous = ordinal;
      let mask = 0;
      for (let field = 0; field < BODY; field++) if ((frequencies[field] ?? 0) > 0) mask |= 1 << field;
      out.integer((frequencies[BODY] ?? 0) * 2 ** MASK_BITS + mask);
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
    forms: formsOut.bytes(),
    formOffsets: formsOut.offsets,
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

/** Variable-length integers of 7 bits a byte, low bits first; the last byte of each is below 128. */
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
