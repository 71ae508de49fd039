// Posting lists with some articles hidden, as if they weren't in the archive: what only they have is unknown, and they
// count in no statistic. Hiding others takes time in proportion to the hidden articles, not to the archive.

import { differenceOf, FieldNorm, type FieldTotals, totalLengths } from "./bm25f.ts";
import { FIELDS } from "./field-counts.ts";
import { forEachPosting, listBytes, listBytesWithout, type Postings } from "./postings.ts";
import { StemsOfTerms } from "./stems-of-terms.ts";

/** Of one article: five integers of five bytes at most. */
const POSTING_MAX_BYTES = 25;

/** What doesn't depend on the hidden articles; computed once for an archive, when it is first needed. */
class Shared {
  readonly #postings: Postings;
  #totals: FieldTotals | undefined;
  #stems: StemsOfTerms | undefined;

  constructor(postings: Postings) {
    this.#postings = postings;
  }

  get totals(): FieldTotals {
    this.#totals ??= totalLengths(this.#postings.lengths);
    return this.#totals;
  }

  get stems(): StemsOfTerms {
    this.#stems ??= new StemsOfTerms(this.#postings);
    return this.#stems;
  }
}

export class VisiblePostings {
  readonly lists: Postings;
  readonly #shared: Shared;
  /** Ordinals, ascending. */
  readonly #hidden: Uint32Array;
  /** `Uint8Array[articles]`: 1 for each hidden article; null if none is hidden. */
  readonly mask: Uint8Array | null;
  #norms: readonly FieldNorm[] | undefined;

  constructor(lists: Postings, shared = new Shared(lists), hidden = new Uint32Array()) {
    this.lists = lists;
    this.#shared = shared;
    this.#hidden = hidden;
    this.mask = hidden.length === 0 ? null : new Uint8Array(this.articleCount);
    for (const ordinal of hidden) if (this.mask !== null) this.mask[ordinal] = 1;
  }

  /** The same lists with these articles hidden as well. Throws a RangeError for an ordinal that the archive hasn't. */
  without(ordinals: readonly number[]): VisiblePostings {
    for (const ordinal of ordinals) {
      if (!(ordinal >= 0 && ordinal < this.articleCount))
        throw new RangeError(`hidden: no article ${ordinal} of ${this.articleCount}`);
    }
    const hidden = Uint32Array.from(new Set([...this.#hidden, ...ordinals])).sort();
    return new VisiblePostings(this.lists, this.#shared, hidden);
  }

  /** Hidden articles included: ordinals are below it. */
  get articleCount(): number {
    return this.lists.lengths.length / FIELDS.length;
  }

  get visibleCount(): number {
    return this.articleCount - this.#hidden.length;
  }

  /** For each of FIELDS, by the usual length of the field in the visible articles. */
  get norms(): readonly FieldNorm[] {
    if (this.#norms === undefined) {
      const { totals } = this.#shared;
      const shown =
        this.#hidden.length === 0
          ? totals
          : differenceOf(totals, totalLengths(this.lists.lengths, this.#hidden));
      this.#norms = FIELDS.map(
        (name, field) => new FieldNorm(name, shown.words[field] as number, shown.articles[field] as number),
      );
    }
    return this.#norms;
  }

  /** The stems of each term, the other way round than the lists hold them. */
  get stems(): StemsOfTerms {
    return this.#shared.stems;
  }

  /** Whether any visible article has the term; if not, it is only a stem or a word of hidden articles. */
  has(term: number): boolean {
    const bytes = listBytes(this.lists, term);
    // A list too long for hidden articles alone need not be read.
    if (bytes === 0 || bytes > this.#hidden.length * POSTING_MAX_BYTES) return bytes > 0;
    const { mask } = this;
    let has = false;
    forEachPosting(this.lists, term, (ordinal) => {
      if (mask?.[ordinal] === 0) has = true;
    });
    return has;
  }

  /** The most frequent of the terms, `limit` at most: those with the longest lists, of equals the first in byte order. */
  mostFrequent(terms: readonly number[], limit: number): number[] {
    const byLength = terms
      .map((term) => ({ term, bytes: listBytes(this.lists, term) }))
      .sort((a, b) => b.bytes - a.bytes || a.term - b.term);
    if (this.#hidden.length === 0) return byLength.slice(0, limit).map(({ term }) => term);
    // Without hidden articles no list is longer than with them, so only the longest need be read.
    const best: { readonly term: number; readonly bytes: number }[] = [];
    for (const { term, bytes } of byLength) {
      const last = best[limit - 1];
      if (last !== undefined && bytes < last.bytes) break;
      best.push({ term, bytes: listBytesWithout(this.lists, term, this.#hidden) });
      best.sort((a, b) => b.bytes - a.bytes || a.term - b.term);
      best.length = Math.min(best.length, limit);
    }
    return best.map(({ term }) => term);
  }
}
