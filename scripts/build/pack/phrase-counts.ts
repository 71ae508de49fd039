// Counts in how many articles each phrase of an archive occurs. First, a sieve of hashed counters rules out most
// phrases, so that only possibly frequent ones are counted one by one; a phrase only grows from a frequent one.
// Algorithm: a priori with hashed candidates (Park, Chen, Yu 1995).

import { type ArticleWords, CUT, type WordNumbers } from "./phrase-words.ts";

/** One more than a phrase may have, to know how it continues. */
export const COUNTED_MAX_WORDS = 6;

const SIEVE_MIN = 2 ** 12;
const SIEVE_MAX = 2 ** 24;
const TABLE_MIN = 2 ** 12;
const NONE = -1;

/** Phrases by node: for one word the word's number, for more words a number above all of these. */
export class PhraseCounts {
  readonly #words: number;
  /** By node minus the number of words. */
  readonly #parents: number[] = [];
  readonly #lastWords: number[] = [];
  readonly #lastGroups: number[] = [];
  readonly #groups: number[] = [];
  readonly #occurrences: number[] = [];
  /** Nodes by the hash of parent and last word, with open addressing; NONE if free. */
  #table = new Int32Array(TABLE_MIN).fill(NONE);

  /** `articles[a]` is null if it does not count; `groups[a]` is the number of its group of near-duplicates. */
  constructor(
    words: WordNumbers,
    articles: readonly (ArticleWords | null)[],
    groups: ArrayLike<number>,
    leastGroups: number,
  ) {
    this.#words = words.size;
    const groupOf = (article: number) => groups[article] ?? article;
    // Members of a group follow each other, so the last group counted tells whether this one is counted.
    const order = articles.map((_, article) => article).sort((a, b) => groupOf(a) - groupOf(b) || a - b);
    const total = articles.reduce((sum, article) => sum + (article?.numbers.length ?? 0), 0);
    const sieve = new Sieve(total * COUNTED_MAX_WORDS);
    for (const article of order) {
      const group = groupOf(article);
      forEachPhrase(words, articles[article] ?? null, (hash) => {
        sieve.add(hash, group);
        return true;
      });
    }
    for (const article of order) {
      const group = groupOf(article);
      let node = 0;
      forEachPhrase(words, articles[article] ?? null, (hash, first, last, length) => {
        if (sieve.count(hash) < leastGroups) return false;
        node = this.#grow(length === 2 ? first : node, last);
        this.#count(node - this.#words, group);
        return true;
      });
    }
  }

  /** Phrases of two or more words are nodes `firstNode` to `endNode - 1`. */
  get firstNode(): number {
    return this.#words;
  }

  get endNode(): number {
    return this.#words + this.#parents.length;
  }

  /** Groups of near-duplicates that have the phrase. */
  groups(node: number): number {
    return this.#groups[node - this.#words] ?? 0;
  }

  occurrences(node: number): number {
    return this.#occurrences[node - this.#words] ?? 0;
  }

  /** Numbers of the phrase's words. */
  wordsOf(node: number): number[] {
    const reversed: number[] = [];
    let at = node;
    for (; at >= this.#words; at = this.parentOf(at)) reversed.push(this.#lastWords[at - this.#words] ?? 0);
    return [...reversed, at].reverse();
  }

  /** The phrase without its last word. */
  parentOf(node: number): number {
    return this.#parents[node - this.#words] ?? 0;
  }

  /** The phrase continued with a word; null if it is not frequent. */
  child(node: number, word: number): number | null {
    const continued = this.#table[this.#slotOf(node, word)] as number;
    return continued === NONE ? null : continued;
  }

  #grow(parent: number, word: number): number {
    const slot = this.#slotOf(parent, word);
    const occupant = this.#table[slot] as number;
    if (occupant !== NONE) return occupant;
    const node = this.#words + this.#parents.push(parent) - 1;
    this.#lastWords.push(word);
    this.#lastGroups.push(NONE);
    this.#groups.push(0);
    this.#occurrences.push(0);
    this.#table[slot] = node;
    if (this.#parents.length * 2 > this.#table.length) this.#enlarge();
    return node;
  }

  #enlarge(): void {
    this.#table = new Int32Array(this.#table.length * 2).fill(NONE);
    for (const [at, parent] of this.#parents.entries()) {
      this.#table[this.#slotOf(parent, this.#lastWords[at] ?? 0)] = this.#words + at;
    }
  }

  /** Where the phrase is in the table, or would be. */
  #slotOf(parent: number, word: number): number {
    const mask = this.#table.length - 1;
    let slot = mixed(mixed(0, parent), word) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const node = this.#table[slot] as number;
      if (node === NONE) return slot;
      const at = node - this.#words;
      if (this.#parents[at] === parent && this.#lastWords[at] === word) return slot;
    }
  }

  #count(at: number, group: number): void {
    this.#occurrences[at] = (this.#occurrences[at] ?? 0) + 1;
    if (this.#lastGroups[at] === group) return;
    this.#lastGroups[at] = group;
    this.#groups[at] = (this.#groups[at] ?? 0) + 1;
  }
}

/**
 * Calls `visit` for each phrase of two or more words that begins with a content word, shorter ones first; if it returns
 * false, the phrase is not extended.
 */
function forEachPhrase(
  words: WordNumbers,
  article: ArticleWords | null,
  visit: (hash: number, first: number, last: number, length: number) => boolean,
): void {
  if (article === null) return;
  const { numbers } = article;
  for (let start = 0; start < numbers.length; start++) {
    const first = numbers[start] as number;
    if (first === CUT || words.isStop(first)) continue;
    let hash = mixed(0, first);
    for (let length = 2; length <= COUNTED_MAX_WORDS; length++) {
      const last = numbers[start + length - 1] ?? CUT;
      if (last === CUT) break;
      hash = mixed(hash, last);
      if (!visit(hash, first, last, length)) break;
    }
  }
}

function mixed(hash: number, word: number): number {
  const product = Math.imul(hash ^ (word + 1), 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** For every phrase an upper bound of its number of groups, by hash. */
class Sieve {
  readonly #counts: Uint8Array;
  readonly #last: Int32Array;
  readonly #mask: number;

  constructor(phrases: number) {
    let size = SIEVE_MIN;
    while (size < phrases && size < SIEVE_MAX) size *= 2;
    this.#mask = size - 1;
    this.#counts = new Uint8Array(size);
    this.#last = new Int32Array(size).fill(NONE);
  }

  add(hash: number, group: number): void {
    const at = hash & this.#mask;
    if (this.#last[at] === group) return;
    this.#last[at] = group;
    const count = this.#counts[at] as number;
    if (count < 255) this.#counts[at] = count + 1;
  }

  /** 255 means 255 or more. */
  count(hash: number): number {
    return this.#counts[hash & this.#mask] as number;
  }
}
