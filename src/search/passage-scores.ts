// From the cosines of passages to one score for each article: its best passage, and a little of the next ones, so that
// an article with much on the subject stands before one with a single fitting paragraph.

import type { Snapshot } from "../snapshot/reader.ts";

/** Passages that count, the best one among them. */
export const SUPPORT_DEPTH = 5;

export interface PassageScores {
  /** `Float32Array[articles]`: (1 - support) × best cosine + support × mean of the best SUPPORT_DEPTH; -1 where none. */
  readonly scores: Float32Array;
  /** `Float32Array[articles]`: cosine of the best passage; -1 where there is none. */
  readonly best: Float32Array;
  /** `Int32Array[articles]`: number of that passage, -1 where there is none. */
  readonly bestPassage: Int32Array;
}

/**
 * `cosines` is `Float32Array[passages]`. An article with fewer passages than SUPPORT_DEPTH has its last one stand for
 * those it lacks: a short article is no worse for being short.
 */
export function scorePassages(
  snapshot: Pick<Snapshot, "articleCount" | "firstPassage">,
  cosines: Float32Array,
  support: number,
): PassageScores {
  const { articleCount, firstPassage } = snapshot;
  const scores = new Float32Array(articleCount).fill(-1);
  const best = new Float32Array(articleCount).fill(-1);
  const bestPassage = new Int32Array(articleCount).fill(-1);
  const top = new Float64Array(SUPPORT_DEPTH);
  for (let article = 0; article < articleCount; article++) {
    const first = firstPassage[article] as number;
    const end = firstPassage[article + 1] as number;
    if (first >= end) continue;
    let kept = 0;
    let bestRow = first;
    for (let row = first; row < end; row++) {
      const cosine = cosines[row] as number;
      if (cosine > (cosines[bestRow] as number)) bestRow = row;
      if (kept === SUPPORT_DEPTH && cosine <= (top[kept - 1] as number)) continue;
      let at = kept < SUPPORT_DEPTH ? kept++ : kept - 1;
      for (; at > 0 && (top[at - 1] as number) < cosine; at--) top[at] = top[at - 1] as number;
      top[at] = cosine;
    }
    let sum = 0;
    for (let i = 0; i < kept; i++) sum += top[i] as number;
    sum += (SUPPORT_DEPTH - kept) * (top[kept - 1] as number);
    best[article] = top[0] as number;
    bestPassage[article] = bestRow;
    scores[article] = (1 - support) * (top[0] as number) + (support * sum) / SUPPORT_DEPTH;
  }
  return { scores, best, bestPassage };
}
