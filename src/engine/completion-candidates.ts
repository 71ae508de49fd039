// The completions of one segment that continue what a reader typed, the best first: phrases by how many published articles
// have them, titles of published articles.

import type { ArchiveIndex } from "../index/archive-index.ts";
import { isPublished } from "../index/visibility.ts";
import type { VisitCompletion } from "../lexical/completion-index.ts";
import { stemOf } from "../lexical/stemming.ts";
import { selectBest } from "./selection.ts";

/** Articles that must have a phrase, near-duplicates counted once: what one report says is not a subject. */
export const PHRASE_MIN_ARTICLES = 3;
/** How much more a suggestion counts that continues from its own beginning than one that has the words further in. */
export const BEGINNING_WEIGHT = 4;

/** A completion that a reader may be shown. */
export interface Candidate {
  readonly index: ArchiveIndex;
  readonly number: number;
  /** How many articles have it: higher if it begins with what was typed. */
  readonly weight: number;
  /** The same with hidden articles. */
  readonly maxWeight: number;
  readonly count: number;
  /** Articles of one group say the same; a phrase's own number. */
  readonly group: string;
  /** Stems of its words: of two inflections of one phrase one is shown. */
  readonly stems: string;
  /** Byte of its key at which it continues what was typed, and for how many bytes. */
  readonly offset: number;
  readonly length: number;
}

/** The completions that were visited: where each continues what was typed, and its weight with hidden articles. */
interface Visited {
  readonly numbers: readonly number[];
  /** `Uint16Array[completions]`: one more than the byte, the first of several; 0 if it was not visited. */
  readonly offsets: Uint16Array;
  readonly lengths: Uint8Array;
  readonly weights: Float32Array;
}

export class CompletionCandidates {
  readonly #index: ArchiveIndex;
  readonly #now: number;
  readonly #lang: string;
  /** For each group of near-duplicates the list, counted from 1, in which it was last met. */
  readonly #metIn: Uint32Array;
  #lists = 0;

  /** `now` is in milliseconds since 1970; `lang` is the language tag whose stems tell inflections. */
  constructor(index: ArchiveIndex, now: number, lang: string) {
    this.#index = index;
    this.#now = now;
    this.#lang = lang;
    this.#metIn = new Uint32Array(index.size.articles);
  }

  /** The best `count` that continue exactly one of `begun` and say something else than `chosen`. */
  continuing(begun: readonly string[], chosen: readonly Candidate[], count: number): Candidate[] {
    const { completions } = this.#index.keywords;
    const visited = this.#visit((visit) => {
      for (const text of begun) completions.forEachContinuing(text, visit);
    });
    return this.#best(visited, chosen, count);
  }

  /** The same for what `begun` becomes when one typing error is corrected. */
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
   * Hidden articles only ever make a weight less, so once as many good ones are found, what follows in the order of the
   * weights with hidden articles cannot be better.
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

/** The best `count`, none of which says the same as one before it or one of `chosen`. Groups are those of one segment. */
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
