// Whether two articles are the same report: how much of each is told again in the other, whether their numbers agree,
// and how far apart they were published. Vectors have no say: the cosine of edits of one text goes down to .63, that of
// two reports of one story up to .95.
// Our own measure, in the manner of Broder's containment, but taken window by window.

import type { TextPrint } from "./near-duplicates-shingles.ts";

/**
 * `same`: may be put into one group. `akin`: not by itself, but may stay in a group that other pairs have made.
 * `apart`: never in one group.
 */
export type Relation = "same" | "akin" | "apart";

export interface Likeness {
  readonly relation: Relation;
  /** 0..1: share of the text that is told again, the mean of the two directions. */
  readonly share: number;
}

/** A place in the text is told again where, of the shingles around it, this share is in the other text. */
const WINDOW_SHINGLES = 30;
const WINDOW_SHARE = 0.2;
/** Shorter texts have too few windows: there the share of the shingles themselves counts. */
const WINDOWED_MIN_SHINGLES = 100;

/** Edits of up to 30 % reach .70 in 99 of 100 cases; reports with a lead of their own .67 at most. */
export const SAME_SHARE = 0.7;
/** An update has grown or a copy was cut: one may be whole in the other, and be this share of it. A roundup is more. */
const SAME_MIN_SHARE = 0.3;
export const AKIN_SHARE = 0.5;
const AKIN_MIN_SHARE = 0.2;
/** Known to be published further apart, only all but the same text is a duplicate. A week later comes the next issue. */
export const NEAR_MAX_DAYS = 6;
/** All but the same text: this share of the shingles themselves, in both directions. */
const WHOLE_SHARE = 0.8;
/** Where the words around a number are the same, the number is too: .63 at least in edits, .09 at most in instalments. */
const NUMBERS_MIN_AGREEMENT = 0.35;
/** Three numbers, each in four runs of words. */
const NUMBERS_MIN_RUNS = 12;

const DAY_MS = 86_400_000;

/** Symmetric. An undated article is taken to be near in time: its date is unknown, not another one. */
export function compare(a: TextPrint, b: TextPrint): Likeness {
  // One in words and one in characters: two languages.
  if (a.scale !== b.scale) return { relation: "apart", share: 0 };
  const there = retoldShare(a, b);
  const back = retoldShare(b, a);
  return { relation: relationOf(a, b, there, back), share: (there + back) / 2 };
}

function relationOf(a: TextPrint, b: TextPrint, there: number, back: number): Relation {
  const share = (there + back) / 2;
  const least = Math.min(there, back);
  if (share < AKIN_SHARE || least < AKIN_MIN_SHARE) return "apart";
  if (numbersDisagree(a, b) || numbersDisagree(b, a)) return "apart";
  // A brief text is mostly form ("Watch the video above"), and so is what comes again after a week.
  if (a.brief || b.brief || daysBetween(a, b) > NEAR_MAX_DAYS) {
    return Math.min(containedShare(a, b), containedShare(b, a)) >= WHOLE_SHARE ? "same" : "apart";
  }
  return share >= SAME_SHARE && least >= SAME_MIN_SHARE ? "same" : "akin";
}

function daysBetween(a: TextPrint, b: TextPrint): number {
  if (a.publishedAt === null || b.publishedAt === null) return 0;
  return Math.abs(a.publishedAt - b.publishedAt) / DAY_MS;
}

/** Share 0..1 of the places of `text` that are told again in `other`; for a short text, of its shingles. */
export function retoldShare(text: TextPrint, other: TextPrint): number {
  const count = text.shingles.length;
  if (count < WINDOWED_MIN_SHINGLES * text.scale) return containedShare(text, other);
  // Sums of what is found before each place, so that a window's count is a difference.
  const found = new Uint32Array(count + 1);
  for (let at = 0; at < count; at++) {
    const known = other.shingleSet.has(text.shingles[at] ?? 0) ? 1 : 0;
    found[at + 1] = (found[at] ?? 0) + known;
  }
  const window = WINDOW_SHINGLES * text.scale;
  let retold = 0;
  for (let at = 0; at < count; at++) {
    const start = Math.max(0, Math.min(at - window / 2, count - window));
    const inWindow = (found[start + window] ?? 0) - (found[start] ?? 0);
    if (inWindow >= WINDOW_SHARE * window) retold++;
  }
  return retold / count;
}

/** Share 0..1 of the shingles of `text` that `other` has. */
function containedShare(text: TextPrint, other: TextPrint): number {
  let contained = 0;
  for (const shingle of text.shingles) if (other.shingleSet.has(shingle)) contained++;
  return contained / Math.max(1, text.shingles.length);
}

/** The same words with other numbers: yesterday's market report and today's. */
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
