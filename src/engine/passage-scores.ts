// Pools the cosines of an article's passages into one score: the best passage counts most and the next ones a little,
// so an article that covers the subject at length ranks above one with a single fitting paragraph. An article's best
// passage is cheap to find and its score is never higher than that, so the next ones are read only when they matter.

import type { Columns } from "../index/columns.ts";

/** How many passages are pooled, including the best. */
export const POOLED_PASSAGES = 3;

/** The cosine of a passage that was not compared; lower than any real one. */
export const NOT_COMPARED = -2;

export interface PassageScores {
  /** `Float32Array[articles]`: cosine of the best passage; -1 or less if no passage was compared. */
  readonly best: Float32Array;
  /**
   * (1 - weight) × best cosine + weight × mean of the best POOLED_PASSAGES; -1 for an article without passages. If it
   * has fewer, its lowest cosine is repeated for the missing ones, so a short article is not penalised.
   */
  scoreOf(article: number): number;
  /** Number of the best passage (the first if several tie); -1 if there is none. */
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

/** Mean of the best POOLED_PASSAGES cosines in the rows `first` to `end` - 1, of which there is at least one. */
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
