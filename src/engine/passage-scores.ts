// From the cosines of passages to one score for each article by passage pooling: its best passage, and a little of the
// next ones, so that an article with much on the subject comes before one with a single fitting paragraph. The best
// passage of every article is cheap to find and no score is above it; the next ones are read only where it matters.

import type { Columns } from "../index/columns.ts";

/** Passages that are pooled, the best one among them. */
export const POOLED_PASSAGES = 3;

/** The cosine of a passage that was not compared: below all others. */
export const NOT_COMPARED = -2;

export interface PassageScores {
  /** `Float32Array[articles]`: cosine of the best passage; -1 or less if no passage was compared. */
  readonly best: Float32Array;
  /**
   * (1 - weight) × best cosine + weight × mean of the best POOLED_PASSAGES; -1 for an article without passages. One with
   * fewer is scored as if its last one stood for those it lacks: a short article is no worse for being short.
   */
  scoreOf(article: number): number;
  /** Number of the best passage, the first of several; -1 if there is none. */
  bestPassageOf(article: number): number;
}

/** `cosines` is `Float32Array[passages]`, NOT_COMPARED allowed; `topPassagesWeight` is 0..1. */
export function scorePassages(
  { firstPassage }: Pick<Columns, "firstPassage">,
  cosines: Float32Array,
  topPassagesWeight: number,
): PassageScores {
  const articleCount = firstPassage.length - 1;
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
      const pooled = meanOfBest(cosines, first, end);
      return (1 - topPassagesWeight) * (best[article] as number) + topPassagesWeight * pooled;
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
  let b = NOT_COMPARED;
  let c = NOT_COMPARED;
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
  if (b === NOT_COMPARED) b = a;
  if (c === NOT_COMPARED) c = b;
  return (a + b + c) / POOLED_PASSAGES;
}
