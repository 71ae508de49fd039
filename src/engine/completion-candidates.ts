// Finds the completions in one segment that continue what the reader has typed, best first: phrases, ranked by how many
// published articles contain them, and titles of published articles.

import type { ArchiveIndex } from "../index/archive-index.ts";
import { isPublished } from "../index/visibility.ts";
import type { VisitCompletion } from "../lexical/completion-index.ts";
import { stemOf } from "../lexical/stemming.ts";
import { selectBest } from "./selection.ts";

/** Articles that must contain a phrase, near-duplicates counted once: words from a single report are not a subject. */
export const PHRASE_MIN_ARTICLES = 3;
/** How much more a suggestion counts if it begins with the typed words than if it has them further in. */
export const BEGINNING_WEIGHT = 4;

/** A completion that may be shown to a reader. */
export interface Candidate {
  readonly index: ArchiveIndex;
  readonly number: number;
  /** How many articles have it; higher if it begins with the typed words. */
  readonly weight: number;
  /** The same, counting hidden articles too. */
  readonly maxWeight: number;
  readonly count: number;
  /** A title's group of near-duplicates, or the phrase's number: only one candidate of each group is shown. */
  readonly group: string;
  /** Stems of its words: only one inflection of a phrase is shown. */
  readonly stems: string;
  /** Byte of its key at which the match with the typed text begins, and the length of the match in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** The completions that were visited: where each matches the typed text, and its weight with hidden articles. */
interface Visited {
  readonly numbers: readonly number[];
  /** `Uint16Array[completions]`: byte of the first match, plus 1; 0 if it was not visited. */
  readonly offsets: Uint16Array;
  readonly lengths: Uint8Array;
  readonly weights: Float32Array;
}

export class CompletionCandidates {
  readonly #index: ArchiveIndex;
  readonly #now: number;
  readonly #lang: string;
  /** For each group of near-duplicates, the list in which it was last seen, counted from 1. */
  readonly #metIn: Uint32Array;
  #lists = 0;

  /** `now` is in milliseconds since 1970; `lang` is the tag of the language whose stemmer finds inflections. */
  constructor(index: ArchiveIndex, now: number, lang: string) {
    this.#index = index;
    this.#now = now;
    this.#lang = lang;
    this.#metIn = new Uint32Array(index.size.articles);
  }

  /** The best `count` that continue one of `begun` exactly and do not repeat any of `chosen`. */
  continuing(begun: readonly string[], chosen: readonly Candidate[], count: number): Candidate[] {
    const { completions } = this.#index.keywords;
    const visited = this.#visit((visit) => {
      for (const text of begun) completions.forEachContinuing(text, visit);
    });
    return this.#best(visited, chosen, count);
  }

  /** The same with one typing error in `begun` corrected. */
  oneEditAway(begun: readonly string[], chosen: readonly Candidate[], count: number): Candidate[] {
    const { completions } = this.#index.keywords;
    const visited = this.#visit((visit) => {
      for (const text of begun) completions.forEachOneEditAway(text, visit);
    });
    return this.#best(visited, chosen, count);
  }

  #visit(forEach: (visit: VisitCompletion) => void): Visited {
    const { completions } = this.#index.keywords;
    const { size, phraseCount } = completions;
    const offsets = new Uint16Array(size);
    const lengths = new Uint8Array(size);
    const weights = new Float32Array(size);
    const numbers: number[] = [];
    forEach((number, start, length) => {
      const offset = start + 1;
      const known = offsets[number] as number;
      if (known === 0) numbers.push(number);
      else if (known < offset || (known === offset && (lengths[number] as number) >= length)) return;
      offsets[number] = offset;
      lengths[number] = length;
      const articles = number < phraseCount ? completions.articleCountOf(number) : 1;
      weights[number] = offset === 1 ? articles * BEGINNING_WEIGHT : articles;
    });
    return { numbers, offsets, lengths, weights };
  }

  /**
   * Leaving out hidden articles can only lower a weight. So once there are enough candidates, nothing further down the
   * order, which counts hidden articles, can beat them.
   */
  #best(visited: Visited, chosen: readonly Candidate[], count: number): Candidate[] {
    if (count <= 0) return [];
    const { numbers, weights } = visited;
    const seen: Candidate[] = [];
    for (let taken = 4 * count + 16, examined = 0; ; taken *= 8) {
      const ordered = selectBest(numbers, weights, taken);
      for (; examined < ordered.length; examined++) {
        const number = ordered[examined] as number;
        if (seen.length >= count) {
          const best = distinct(seen, chosen, count);
          if ((best[count - 1]?.weight ?? -1) >= (weights[number] as number)) return best;
        }
        const candidate = this.#candidate(number, visited);
        if (candidate !== null) seen.push(candidate);
      }
      if (ordered.length === numbers.length) return distinct(seen, chosen, count);
    }
  }

  /** null if too few of its articles are published. */
  #candidate(number: number, { offsets, lengths, weights }: Visited): Candidate | null {
    const { columns, keywords } = this.#index;
    const { completions } = keywords;
    const isPhrase = number < completions.phraseCount;
    const ordinal = completions.titleOf(number);
    const count = isPhrase
      ? this.#groupsOf(completions.articlesOf(number))
      : Number(isPublished(columns, ordinal, this.#now));
    if (count < (isPhrase ? PHRASE_MIN_ARTICLES : 1)) return null;
    return {
      index: this.#index,
      number,
      count,
      maxWeight: weights[number] as number,
      weight: offsets[number] === 1 ? count * BEGINNING_WEIGHT : count,
      group: isPhrase ? `phrase ${number}` : `article ${columns.duplicateOf[ordinal]}`,
      stems: this.#stemsOf(number),
      offset: (offsets[number] as number) - 1,
      length: lengths[number] as number,
    };
  }

  #groupsOf(articles: Uint32Array): number {
    const { columns } = this.#index;
    this.#lists++;
    let groups = 0;
    for (const ordinal of articles) {
      if (!isPublished(columns, ordinal, this.#now)) continue;
      const group = columns.duplicateOf[ordinal] as number;
      if (this.#metIn[group] !== this.#lists) groups++;
      this.#metIn[group] = this.#lists;
    }
    return groups;
  }

  #stemsOf(number: number): string {
    return this.#index.keywords.completions
      .key(number)
      .split(" ")
      .map((word) => stemOf(word, this.#lang))
      .join(" ");
  }
}

/** The best `count`, without any that repeats an earlier one or one of `chosen`. Groups never span segments. */
export function distinct(
  candidates: readonly Candidate[],
  chosen: readonly Candidate[],
  count: number,
): Candidate[] {
  const said = new Map<ArchiveIndex, Set<string>>();
  const stems = new Set<string>();
  const groupsIn = (index: ArchiveIndex): Set<string> => {
    const groups = said.get(index) ?? new Set<string>();
    said.set(index, groups);
    return groups;
  };
  const keep = (candidate: Candidate): void => {
    groupsIn(candidate.index).add(candidate.group);
    stems.add(candidate.stems);
  };
  chosen.forEach(keep);
  const kept: Candidate[] = [];
  const order = candidates.toSorted(
    (a, b) => b.weight - a.weight || b.maxWeight - a.maxWeight || a.number - b.number,
  );
  for (const candidate of order) {
    if (kept.length === count) break;
    if (groupsIn(candidate.index).has(candidate.group) || stems.has(candidate.stems)) continue;
    keep(candidate);
    kept.push(candidate);
  }
  return kept;
}
