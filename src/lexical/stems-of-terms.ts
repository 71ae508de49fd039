// Which stems each term has, the other way round than posting lists hold it. Leads from a word to all the words that share
// a stem with it in some language of the archive.

import { forEachInflection, type Postings } from "./postings.ts";

export class StemsOfTerms {
  readonly #postings: Postings;
  /** `Uint32Array[terms + 1]` into `#stems`. */
  readonly #offsets: Uint32Array;
  readonly #stems: Uint32Array;

  /** Reads the inflections of every stem. */
  constructor(postings: Postings) {
    const { size } = postings.terms;
    const offsets = new Uint32Array(size + 1);
    forEachStem(postings, (_, term) => {
      offsets[term + 1] = (offsets[term + 1] ?? 0) + 1;
    });
    for (let term = 0; term < size; term++)
      offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0);
    const stems = new Uint32Array(offsets[size] ?? 0);
    const next = offsets.slice();
    forEachStem(postings, (stem, term) => {
      const at = next[term] ?? 0;
      stems[at] = stem;
      next[term] = at + 1;
    });
    this.#postings = postings;
    this.#offsets = offsets;
    this.#stems = stems;
  }

  /** Terms that share a stem with `term`, itself first. */
  inflectionsWith(term: number): number[] {
    const terms = new Set([term]);
    for (let at = this.#offsets[term] ?? 0; at < (this.#offsets[term + 1] ?? 0); at++) {
      forEachInflection(this.#postings, this.#stems[at] ?? 0, (other) => terms.add(other));
    }
    return [...terms];
  }
}

function forEachStem(postings: Postings, visit: (stem: number, term: number) => void): void {
  const { inflectionOffsets } = postings;
  let stem = 0;
  const visitTerm = (term: number) => visit(stem, term);
  for (; stem < postings.terms.size; stem++) {
    if (inflectionOffsets[stem] !== inflectionOffsets[stem + 1]) forEachInflection(postings, stem, visitTerm);
  }
}
