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
  for (let article = 0; article < articleCount; article++) {
    const first = firstPassage[article] as number;
    const end = firstPassage[article + 1] as number;
    if (first >= end) continue;
    const { sum, most } =
      end - first > SUPPORT_DEPTH ? largest(cosines, first, end) : all(cosines, first, end);
    let row = first;
    while (cosines[row] !== most && row + 1 < end) row++;
    best[article] = most;
    bestPassage[article] = row;
    scores[article] = (1 - support) * most + (support * sum) / SUPPORT_DEPTH;
  }
  return { scores, best, bestPassage };
}

interface Rows {
  /** Of the SUPPORT_DEPTH largest. */
  readonly sum: number;
  readonly most: number;
}

/** Of SUPPORT_DEPTH rows or fewer; the least stands for those that lack. */
function all(cosines: Float32Array, first: number, end: number): Rows {
  let most = cosines[first] as number;
  let least = most;
  let sum = 0;
  for (let row = first; row < end; row++) {
    const cosine = cosines[row] as number;
    sum += cosine;
    least = Math.min(least, cosine);
    most = Math.max(most, cosine);
  }
  return { sum: sum + (SUPPORT_DEPTH - (end - first)) * least, most };
}

/**
 * Of more rows than SUPPORT_DEPTH, which is 5. Without branches, since which of two is larger is anyone's guess: each
 * further row goes past the five, in no order, and what comes out at the end is the least of the six.
 */
function largest(cosines: Float32Array, first: number, end: number): Rows {
  let a = cosines[first] as number;
  let b = cosines[first + 1] as number;
  let c = cosines[first + 2] as number;
  let d = cosines[first + 3] as number;
  let e = cosines[first + 4] as number;
  for (let row = first + SUPPORT_DEPTH; row < end; row++) {
    const x = cosines[row] as number;
    const pastA = Math.min(a, x);
    a = Math.max(a, x);
    const pastB = Math.min(b, pastA);
    b = Math.max(b, pastA);
    const pastC = Math.min(c, pastB);
    c = Math.max(c, pastB);
    const pastD = Math.min(d, pastC);
    d = Math.max(d, pastC);
    e = Math.max(e, pastD);
  }
  return { sum: a + b + c + d + e, most: Math.max(a, b, c, d, e) };
}
