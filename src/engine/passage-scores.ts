// From the cosines of passages to one score for each article: its best passage, and a little of the next ones, so that
// an article with much on the subject stands before one with a single fitting paragraph. The best passage of every
// article is cheap to find and no score is above it; the next ones are looked for only where it matters.

import type { Snapshot } from "../index/snapshot/reader.ts";

/** Passages that count, the best one among them. */
export const SUPPORT_DEPTH = 3;

export interface PassageScores {
  /** `Float32Array[articles]`: cosine of the best passage; -1 where there is none. */
  readonly best: Float32Array;
  /**
   * (1 - support) × best cosine + support × mean of the best SUPPORT_DEPTH; -1 for an article without passages. One with
   * fewer has its last one stand for those it lacks: a short article is no worse for being short.
   */
  scoreOf(article: number): number;
  /** Number of the best passage, the first of several; -1 where there is none. */
  bestPassageOf(article: number): number;
}

/** `cosines` is `Float32Array[passages]`, `support` 0..1. */
export function scorePassages(
  { articleCount, firstPassage }: Pick<Snapshot, "articleCount" | "firstPassage">,
  cosines: Float32Array,
  support: number,
): PassageScores {
  const best = new Float32Array(articleCount).fill(-1);
  for (let article = 0; article < articleCount; article++) {
    const end = firstPassage[article + 1] as number;
    let row = firstPassage[article] as number;
    if (row >= end) continue;
    let most = cosines[row++] as number;
    for (; row < end; row++) {
      const cosine = cosines[row] as number;
      most = cosine > most ? cosine : most;
    }
    best[article] = most;
  }
  return {
    best,
    scoreOf(article) {
      const first = firstPassage[article] as number;
      const end = firstPassage[article + 1] as number;
      if (first >= end) return -1;
      return (1 - support) * (best[article] as number) + support * meanOfBest(cosines, first, end);
    },
    bestPassageOf(article) {
      const end = firstPassage[article + 1] as number;
      let row = firstPassage[article] as number;
      if (row >= end) return -1;
      while (cosines[row] !== best[article] && row + 1 < end) row++;
      return row;
    },
  };
}

/** Of the rows `first` to `end` - 1, at least one. */
function meanOfBest(cosines: Float32Array, first: number, end: number): number {
  let a = cosines[first] as number;
  let b = Number.NEGATIVE_INFINITY;
  let c = Number.NEGATIVE_INFINITY;
  for (let row = first + 1; row < end; row++) {
    const cosine = cosines[row] as number;
    if (cosine <= c) continue;
    if (cosine <= b) c = cosine;
    else {
      c = b;
      if (cosine <= a) b = cosine;
      else {
        b = a;
        a = cosine;
      }
    }
  }
  if (end - first === 1) b = a;
  if (end - first <= 2) c = b;
  return (a + b + c) / SUPPORT_DEPTH;
}
