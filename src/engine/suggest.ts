// What a reader who is typing may mean: phrases and titles of the archive that go on as begun, at their own beginning or
// at a word inside. Only what articles published at the moment have is suggested; no query is encoded.

import type { Snapshot } from "../index/snapshot/reader.ts";
import { isPublished } from "../index/visibility.ts";
import { analyse } from "../lexical/analyser.ts";
import type { VisitCompletion } from "../lexical/completion-index.ts";
import { COMPLETION_KEY_MAX_BYTES, completionKey } from "../lexical/completion-key.ts";
import { stemOf } from "../lexical/stemming.ts";
import { completedPart, type Part } from "./completed-part.ts";
import { selectBest } from "./selection.ts";

/** Articles that must have a phrase, near-duplicates counted once: what one report says is not a subject. */
export const PHRASE_LEAST_ARTICLES = 3;
/** What a suggestion counts that goes on from its own beginning, beside one that has the words further in. */
export const BEGINNING_WEIGHT = 4;
/** Slips of the keyboard are looked for where fewer suggestions go on with what was typed. */
export const ENOUGH_SUGGESTIONS = 3;

export interface SuggestRequest {
  readonly query: string;
  /** 1 or more. */
  readonly limit: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Suggestion = {
  readonly text: string;
  /** The part of the text that was typed. */
  readonly highlights: readonly Part[];
} & (
  | {
      readonly kind: "phrase";
      /** Published articles that have it, near-duplicates counted once. */
      readonly count: number;
    }
  | { readonly kind: "title"; readonly id: string; readonly url: string | null }
);

/** A completion that a reader may be shown. */
interface Candidate {
  readonly number: number;
  /** How many articles have it, or could have it: higher where it begins with what was typed. */
  readonly weight: number;
  readonly mostWeight: number;
  readonly count: number;
  /** Articles of one group tell the same; its own number for a phrase. */
  readonly group: string;
  /** Stems of its words: of two forms of one phrase one is shown. */
  readonly stems: string;
}

/** Where in its key a completion goes on as was typed, and for how many bytes. */
interface Place {
  readonly offset: number;
  readonly length: number;
}

/** The best `limit`, those that go on exactly as typed first; nothing where the query has no word. */
export function suggest(snapshot: Snapshot, { query, limit, now }: SuggestRequest): Suggestion[] {
  const { completions } = snapshot.keywords;
  const typed = completionKey(query, COMPLETION_KEY_MAX_BYTES).text;
  if (typed === "") return [];
  const [site = "und"] = snapshot.manifest.languages;
  const begun = [...new Set([typed, withoutFirstStopWords(query, site)])];
  const shown = new Shown(snapshot, now, site);
  shown.add((visit) => {
    for (const text of begun) completions.forEachContinuing(text, visit);
  }, limit);
  if (shown.size < Math.min(limit, ENOUGH_SUGGESTIONS)) {
    shown.add((visit) => {
      for (const text of begun) completions.forEachOneEditAway(text, visit);
    }, limit);
  }
  return shown.suggestions();
}

/** "the black se" goes on as "black se" does; a query of nothing else stays as it is. */
function withoutFirstStopWords(query: string, lang: string): string {
  const first = analyse(query, lang).find(({ stop }) => !stop);
  return completionKey(query.slice(first?.start ?? 0), COMPLETION_KEY_MAX_BYTES).text;
}

/** The suggestions of one request, as they are found. */
class Shown {
  readonly #snapshot: Snapshot;
  readonly #now: number;
  readonly #lang: string;
  readonly #chosen: Candidate[] = [];
  readonly #places: Place[] = [];
  /** Of each group of near-duplicates the list, counted from 1, in which it was last met. */
  readonly #metIn: Uint32Array;
  #lists = 0;

  constructor(snapshot: Snapshot, now: number, lang: string) {
    this.#snapshot = snapshot;
    this.#now = now;
    this.#lang = lang;
    this.#metIn = new Uint32Array(snapshot.articleCount);
  }

  get size(): number {
    return this.#chosen.length;
  }

  /** Adds the best completions that `forEach` visits and that are not there yet, until there are `limit`. */
  add(forEach: (visit: VisitCompletion) => void, limit: number): void {
    const { completions } = this.#snapshot.keywords;
    const { size, phraseCount } = completions;
    /** One more than the byte at which a completion goes on, the first of several; 0 for those that do not. */
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
    const best = this.#best(numbers, weights, offsets, limit - this.size);
    for (const candidate of best) {
      this.#chosen.push(candidate);
      this.#places.push({
        offset: (offsets[candidate.number] as number) - 1,
        length: lengths[candidate.number] as number,
      });
    }
  }

  /**
   * The best `count`. Hidden articles only ever make a weight less, so what follows in the order of the weights without
   * them cannot be better than what has been looked at once that is as good.
   */
  #best(numbers: readonly number[], weights: Float32Array, offsets: Uint16Array, count: number): Candidate[] {
    if (count <= 0) return [];
    const seen: Candidate[] = [];
    for (let taken = 4 * count + 16, looked = 0; ; taken *= 8) {
      const ordered = selectBest(numbers, weights, taken);
      for (; looked < ordered.length; looked++) {
        const number = ordered[looked] as number;
        if (seen.length >= count) {
          const best = this.#distinct(seen, count);
          if ((best[count - 1]?.weight ?? -1) >= (weights[number] as number)) return best;
        }
        const candidate = this.#candidate(number, weights[number] as number, offsets[number] === 1);
        if (candidate !== null) seen.push(candidate);
      }
      if (ordered.length === numbers.length) return this.#distinct(seen, count);
    }
  }

  /** Null where too few of its articles are published. */
  #candidate(number: number, mostWeight: number, begins: boolean): Candidate | null {
    const { duplicateOf, keywords } = this.#snapshot;
    const { completions } = keywords;
    const isPhrase = number < completions.phraseCount;
    const ordinal = completions.titleOf(number);
    const count = isPhrase
      ? this.#groupsOf(completions.articlesOf(number))
      : Number(isPublished(this.#snapshot, ordinal, this.#now));
    if (count < (isPhrase ? PHRASE_LEAST_ARTICLES : 1)) return null;
    return {
      number,
      count,
      mostWeight,
      weight: begins ? count * BEGINNING_WEIGHT : count,
      group: isPhrase ? `phrase ${number}` : `article ${duplicateOf[ordinal]}`,
      stems: this.#stemsOf(number),
    };
  }

  #groupsOf(articles: Uint32Array): number {
    const { duplicateOf } = this.#snapshot;
    this.#lists++;
    let groups = 0;
    for (const ordinal of articles) {
      if (!isPublished(this.#snapshot, ordinal, this.#now)) continue;
      const group = duplicateOf[ordinal] as number;
      if (this.#metIn[group] !== this.#lists) groups++;
      this.#metIn[group] = this.#lists;
    }
    return groups;
  }

  #stemsOf(number: number): string {
    return this.#snapshot.keywords.completions
      .key(number)
      .split(" ")
      .map((word) => stemOf(word, this.#lang))
      .join(" ");
  }

  /** The best `count`, each that says something else than those before it and those chosen already. */
  #distinct(candidates: readonly Candidate[], count: number): Candidate[] {
    const said = new Set(this.#chosen.flatMap(({ group, stems }) => [group, stems]));
    const kept: Candidate[] = [];
    const order = candidates.toSorted(
      (a, b) => b.weight - a.weight || b.mostWeight - a.mostWeight || a.number - b.number,
    );
    for (const candidate of order) {
      if (kept.length === count) break;
      if (said.has(candidate.group) || said.has(candidate.stems)) continue;
      said.add(candidate.group).add(candidate.stems);
      kept.push(candidate);
    }
    return kept;
  }

  suggestions(): Suggestion[] {
    const { completions } = this.#snapshot.keywords;
    return this.#chosen.map(({ number, count }, index): Suggestion => {
      const { offset, length } = this.#places[index] as Place;
      if (number < completions.phraseCount) {
        const text = completions.phrase(number);
        return { kind: "phrase", text, highlights: [completedPart(text, offset, length)], count };
      }
      const { title: text, id, url } = this.#snapshot.article(completions.titleOf(number));
      return { kind: "title", text, highlights: [completedPart(text, offset, length)], id, url };
    });
  }
}
