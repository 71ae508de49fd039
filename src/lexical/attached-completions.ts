// Completions that are attached as they are stored, without parsing: the CompletionIndex of a snapshot.

import type { CompletionIndex, VisitCompletion } from "./completion-index.ts";
import { continuing, continuingOneEditAway } from "./completion-lookup.ts";
import { checkStarts, numberOf, offsetOf } from "./completion-starts.ts";
import type { Completions } from "./completions.ts";
import type { TermRange } from "./term-dictionary.ts";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Throws a RangeError if offsets, starts or titles are out of range of what they point into. */
export function attachCompletions(table: Completions, articleCount: number): CompletionIndex {
  checkStarts(table.starts, table.keyOffsets, table.keys.length);
  for (const ordinal of table.titles) {
    if (ordinal >= articleCount) throw new RangeError(`title of article ${ordinal} of ${articleCount}`);
  }
  return new AttachedCompletions(table);
}

class AttachedCompletions implements CompletionIndex {
  readonly #table: Completions;

  constructor(table: Completions) {
    this.#table = table;
  }

  get size(): number {
    return this.#table.keyOffsets.length - 1;
  }

  get phraseCount(): number {
    return this.#table.texts.size;
  }

  forEachContinuing(typed: string, visit: VisitCompletion): void {
    this.#visitRange(continuing(this.#table, typed), visit);
  }

  forEachOneEditAway(typed: string, visit: VisitCompletion): void {
    for (const range of continuingOneEditAway(this.#table, typed)) this.#visitRange(range, visit);
  }

  #visitRange({ first, end, length }: TermRange, visit: VisitCompletion): void {
    const { starts } = this.#table;
    for (let at = first; at < end; at++) {
      const start = starts[at] as number;
      visit(numberOf(start), offsetOf(start), length);
    }
  }

  key(number: number): string {
    const { keys, keyOffsets } = this.#table;
    return decoder.decode(keys.subarray(keyOffsets[number], keyOffsets[number + 1]));
  }

  phrase(number: number): string {
    return this.#table.texts.at(number);
  }

  articlesOf(phrase: number): Uint32Array {
    return this.#table.articles.at(phrase);
  }

  articleCountOf(phrase: number): number {
    return this.#table.articles.lengthAt(phrase);
  }

  titleOf(number: number): number {
    return this.#table.titles[number - this.phraseCount] ?? -1;
  }
}
