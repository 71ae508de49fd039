// Which articles may be hits beside a subject, and how well each fits: its cosine, what editors say, and the archive's
// calibration curve, which makes a probability of both. Order, groups and diversity come after it.

import { FLAG } from "../index/columns.ts";
import type { Curve } from "../index/ranking.ts";
import type { Searcher } from "../index/searcher.ts";
import type { Snapshot } from "../index/snapshot/reader.ts";
import { ageFactor } from "./age.ts";
import { probability } from "./answer-score.ts";
import { type EditorialEvidence, editorialEvidence, MOST_EVIDENCE } from "./editorial.ts";
import type { Direction } from "./related-request.ts";
import type { Subject } from "./related-subject.ts";

/** Candidates that are looked at closely: the nearest ones, and the few that are about as near as the last of them. */
export const RETRIEVED = 2000;

export interface Candidate extends EditorialEvidence {
  readonly ordinal: number;
  readonly cosine: number;
  /** Cosine and evidence together. */
  readonly fused: number;
  /** 0..1. */
  readonly score: number;
  readonly recency: number;
  /** score × recency. */
  readonly order: number;
}

export interface Sought {
  readonly subject: Subject;
  readonly direction: Direction;
  readonly recency: number;
  /** Ordinals that are no candidates. */
  readonly without: ReadonlySet<number>;
  /** Which articles the filters let through; null: all. */
  readonly passes: ((ordinal: number) => boolean) | null;
  readonly now: number;
}

export interface Related {
  /** Ordinals. */
  readonly found: readonly number[];
  /** `Float64Array[articles]`: the order of those found. */
  readonly orders: Float64Array;
  readonly isAll: boolean;
}

export interface Candidates {
  /** True for an article that could be a hit if it were related. */
  isEligible(ordinal: number): boolean;
  /** The eligible articles that are related at `threshold`, or the nearest RETRIEVED of those; the newest first. */
  above(threshold: number): Related;
  /** One of the eligible, related or not. */
  judge(ordinal: number): Candidate;
  /** How many of the eligible are nearer than `cosine`. */
  nearerThan(cosine: number): number;
}

export function findCandidates({ snapshot, articles }: Searcher, sought: Sought): Candidates {
  const { subject, recency } = sought;
  const { related: curve } = snapshot.manifest.ranking;
  const cosines = eligibleCosines(snapshot, articles.cosines(subject.vector), sought);
  const evidenceFor = editorialEvidence(snapshot, subject.ordinals);

  const recencyOf = (ordinal: number) =>
    ageFactor(snapshot.publishedAt[ordinal] ?? Number.NaN, subject.span, recency);
  const scoreOf = (fused: number) => probability(curve.intercept + curve.slope * fused);
  const judge = (ordinal: number): Candidate => {
    const cosine = cosines[ordinal] ?? 0;
    const { sections, tags, links } = evidenceFor(ordinal);
    const fused = cosine + sections + tags + links;
    const score = scoreOf(fused);
    const factor = recencyOf(ordinal);
    const order = score * factor;
    return { ordinal, cosine, sections, tags, links, fused, score, recency: factor, order };
  };
  return {
    isEligible: (ordinal) => (cosines[ordinal] ?? NOT_ELIGIBLE) > NOT_ELIGIBLE,
    judge,
    above(threshold) {
      const least = leastCosine(curve, threshold) - MOST_EVIDENCE;
      const within: number[] = [];
      for (let ordinal = 0; ordinal < cosines.length; ordinal++) {
        const cosine = cosines[ordinal] as number;
        if (cosine > NOT_ELIGIBLE && cosine >= least) within.push(ordinal);
      }
      const nearest = nearestOf(within, cosines, RETRIEVED);
      // Numbers alone: of thousands of candidates few are ever shown.
      const orders = new Float64Array(cosines.length);
      const found = nearest.filter((ordinal) => {
        const { sections, tags, links } = evidenceFor(ordinal);
        const score = scoreOf((cosines[ordinal] as number) + sections + tags + links);
        if (score < threshold) return false;
        orders[ordinal] = score * recencyOf(ordinal);
        return true;
      });
      return { found, orders, isAll: nearest.length === within.length };
    },
    nearerThan(cosine) {
      let count = 0;
      for (let ordinal = 0; ordinal < cosines.length; ordinal++) {
        if ((cosines[ordinal] as number) > cosine) count++;
      }
      return count;
    },
  };
}

/** No cosine is as small. */
const NOT_ELIGIBLE = Number.NEGATIVE_INFINITY;

/** The cosines (in place), NOT_ELIGIBLE where an article can't be a hit: a pass over the columns and nothing else. */
function eligibleCosines(
  { flags, publishedAt }: Snapshot,
  cosines: Float32Array,
  { subject, direction, without, passes, now }: Sought,
): Float32Array {
  const earlier = direction !== "after" && subject.span !== null ? subject.span.earliest : Number.NaN;
  const later = direction !== "before" && subject.span !== null ? subject.span.latest : Number.NaN;
  for (let ordinal = 0; ordinal < cosines.length; ordinal++) {
    const flag = flags[ordinal] as number;
    const time = publishedAt[ordinal] as number;
    // Without a date on both sides nothing is earlier or later: comparisons with NaN are false.
    const fits = direction === "any" || time < earlier || time > later;
    if ((flag & FLAG.recommendable) === 0 || time > now || !fits) cosines[ordinal] = NOT_ELIGIBLE;
    else if (passes !== null && !passes(ordinal)) cosines[ordinal] = NOT_ELIGIBLE;
    // Vectors of a language that the encoder does not read say nothing; editors' evidence remains.
    else if ((flag & FLAG.unread) !== 0) cosines[ordinal] = 0;
  }
  for (const ordinal of without) cosines[ordinal] = NOT_ELIGIBLE;
  return cosines;
}

/** What x the curve must be given to reach `threshold`; a little less, since both are rounded. */
function leastCosine({ intercept, slope }: Curve, threshold: number): number {
  if (threshold <= 0 || slope === 0) return Number.NEGATIVE_INFINITY;
  if (threshold >= 1) return Number.POSITIVE_INFINITY;
  return (Math.log(threshold / (1 - threshold)) - intercept) / slope - 1e-6;
}

/** The stronger first: by order, of equals the nearer, and then the newer. */
function compareStrength(a: Candidate, b: Candidate): number {
  return b.order - a.order || b.fused - a.fused || a.ordinal - b.ordinal;
}

/** The `count` strongest of the articles, the strongest first; all where there are fewer. */
export function strongest(
  ordinals: readonly number[],
  orders: Float64Array,
  count: number,
  judge: (ordinal: number) => Candidate,
): Candidate[] {
  const sorted = new Float64Array(ordinals.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = orders[ordinals[i] as number] as number;
  sorted.sort();
  const least = sorted[Math.max(0, sorted.length - count)] ?? 0;
  return ordinals
    .filter((ordinal) => (orders[ordinal] as number) >= least)
    .map(judge)
    .sort(compareStrength)
    .slice(0, count);
}

const BINS = 1024;

/** The `count` of largest cosine and those within 1 / 512 of the last of them, in their order; all if fewer. */
function nearestOf(ordinals: readonly number[], cosines: Float32Array, count: number): readonly number[] {
  if (ordinals.length <= count) return ordinals;
  const bins = new Uint16Array(ordinals.length);
  const sizes = new Uint32Array(BINS);
  for (let i = 0; i < bins.length; i++) {
    const cosine = cosines[ordinals[i] as number] as number;
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((cosine + 1) / 2) * BINS)));
    bins[i] = bin;
    sizes[bin] = (sizes[bin] as number) + 1;
  }
  let last = BINS;
  for (let taken = 0; taken < count; ) taken += sizes[--last] ?? 0;
  return ordinals.filter((_, i) => (bins[i] as number) >= last);
}
