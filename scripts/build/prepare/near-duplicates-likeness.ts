// Decides whether two articles are the same report: how much of each is in the other, whether their numbers agree, and
// how far apart they were published. Vectors aren't used: the cosine of two edits of a text can be as low as .63, and
// that of two different reports of a story as high as .95. The measure is our own, similar to Broder's containment but
// window by window.

import type { TextPrint } from "./near-duplicates-shingles.ts";

/**
 * `same`: a reason to be in one group. `similar`: not a reason, but they may be in a group that other pairs made.
 * `apart`: never in one group.
 */
export type Relation = "same" | "similar" | "apart";

export interface Likeness {
  readonly relation: Relation;
  /** 0..1: share of the text that is also in the other, the mean of both directions. */
  readonly share: number;
}

/** A place in a text is repeated in the other if this share of the shingles around it is there too. */
const WINDOW_SHINGLES = 30;
const WINDOW_SHARE = 0.2;
/** Shorter texts have too few windows, so the share of their shingles counts instead. */
const WINDOWED_MIN_SHINGLES = 100;

/** Edits of up to 30 % reach .70 in 99 of 100 cases; reports with a lead of their own reach at most .67. */
const SAME_SHARE = 0.7;
/**
 * After an update or a cut, one text may be completely in the other and be this share of it. A roundup has even more.
 */
const SAME_MIN_SHARE = 0.3;
const SIMILAR_SHARE = 0.5;
const SIMILAR_MIN_SHARE = 0.2;
/** If published further apart, only almost the same text is a duplicate. After a week comes the next issue. */
const NEAR_MAX_DAYS = 6;
/** Almost the same text: this share of the shingles, in both directions. */
const WHOLE_SHARE = 0.8;
/** How often the same words have the same number: at least .63 of them in edits, at most .09 in instalments. */
const NUMBERS_MIN_AGREEMENT = 0.35;
/** Three numbers, each in four runs of words. */
const NUMBERS_MIN_RUNS = 12;

const DAY_MS = 86_400_000;

/** Symmetric. An undated article counts as near in time: its date is unknown, not different. */
export function compare(a: TextPrint, b: TextPrint): Likeness {
  // One is in words and the other in characters, so the languages differ.
  if (a.scale !== b.scale) return { relation: "apart", share: 0 };
  const shareOfA = repeatedShare(a, b);
  const shareOfB = repeatedShare(b, a);
  return { relation: relationOf(a, b, shareOfA, shareOfB), share: (shareOfA + shareOfB) / 2 };
}

function relationOf(a: TextPrint, b: TextPrint, shareOfA: number, shareOfB: number): Relation {
  const share = (shareOfA + shareOfB) / 2;
  const minShare = Math.min(shareOfA, shareOfB);
  if (share < SIMILAR_SHARE || minShare < SIMILAR_MIN_SHARE) return "apart";
  if (numbersDisagree(a, b) || numbersDisagree(b, a)) return "apart";
  // A brief text is mostly boilerplate ("Watch the video above"), and so is what is repeated after a week.
  if (a.brief || b.brief || daysBetween(a, b) > NEAR_MAX_DAYS) {
    return Math.min(containedShare(a, b), containedShare(b, a)) >= WHOLE_SHARE ? "same" : "apart";
  }
  return share >= SAME_SHARE && minShare >= SAME_MIN_SHARE ? "same" : "similar";
}

function daysBetween(a: TextPrint, b: TextPrint): number {
  if (a.publishedAt === null || b.publishedAt === null) return 0;
  return Math.abs(a.publishedAt - b.publishedAt) / DAY_MS;
}

/** Share 0..1 of the places in `text` that are repeated in `reference`; for a short text, share of its shingles. */
function repeatedShare(text: TextPrint, reference: TextPrint): number {
  const count = text.shingles.length;
  if (count < WINDOWED_MIN_SHINGLES * text.scale) return containedShare(text, reference);
  // Shared shingles before each place, so that a window's count is a difference.
  const sharedBefore = new Uint32Array(count + 1);
  for (let at = 0; at < count; at++) {
    const isShared = reference.shingleSet.has(text.shingles[at] ?? 0) ? 1 : 0;
    sharedBefore[at + 1] = (sharedBefore[at] ?? 0) + isShared;
  }
  const window = WINDOW_SHINGLES * text.scale;
  let repeated = 0;
  for (let at = 0; at < count; at++) {
    const start = Math.max(0, Math.min(at - window / 2, count - window));
    const inWindow = (sharedBefore[start + window] ?? 0) - (sharedBefore[start] ?? 0);
    if (inWindow >= WINDOW_SHARE * window) repeated++;
  }
  return repeated / count;
}

/** Share 0..1 of the shingles of `text` that `reference` has too. */
function containedShare(text: TextPrint, reference: TextPrint): number {
  let contained = 0;
  for (const shingle of text.shingles) if (reference.shingleSet.has(shingle)) contained++;
  return contained / Math.max(1, text.shingles.length);
}

/** True for the same words with other numbers, such as yesterday's and today's market report. */
function numbersDisagree(a: TextPrint, b: TextPrint): boolean {
  const exact = new Set(b.numbered.exact);
  const masked = new Set(b.numbered.masked);
  let agreeing = 0;
  let opposed = 0;
  for (let at = 0; at < a.numbered.exact.length; at++) {
    if (exact.has(a.numbered.exact[at] ?? 0)) agreeing++;
    else if (masked.has(a.numbered.masked[at] ?? 0)) opposed++;
  }
  const runs = agreeing + opposed;
  return runs >= NUMBERS_MIN_RUNS * a.scale && agreeing < NUMBERS_MIN_AGREEMENT * runs;
}
