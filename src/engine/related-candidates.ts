// Decides which articles of one segment may be related to a subject, and how well each fits: the archive's calibration
// curve turns the cosine and the editorial evidence into a probability. Order, groups and diversity come later.

import type { ArchiveIndex } from "../index/archive-index.ts";
import { type Columns, FLAG } from "../index/columns.ts";
import type { Curve } from "../index/ranking.ts";
import type { TimeSpan } from "./age.ts";
import { ageFactor } from "./age.ts";
import { probability } from "./answer-score.ts";
import { type EditorialEvidence, editorialEvidence, MAX_EVIDENCE } from "./editorial.ts";
import type { Direction } from "./related-request.ts";

/** How many of the nearest candidates are examined closely, plus the few that are about as near as the last of them. */
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

export interface CandidateOptions {
  /** `Float32Array[dims]`: the subject's vector, in the space of the segment's articles. */
  readonly vector: Float32Array;
  /** When the subject was published; null if it is undated. */
  readonly span: TimeSpan | null;
  /** The segment's articles that make up the subject. */
  readonly sources: readonly number[];
  readonly direction: Direction;
  readonly recency: number;
  /** Ordinals that can't be candidates. */
  readonly excluded: ReadonlySet<number>;
  /** A test for the articles that pass the filters; null: all pass. */
  readonly passes: ((ordinal: number) => boolean) | null;
  readonly now: number;
}

export interface Related {
  /** Ordinals. */
  readonly found: readonly number[];
  /** `Float64Array[articles]`: the `order` of each article found. */
  readonly orders: Float64Array;
  readonly isAll: boolean;
}

export interface Candidates {
  /** True for an article that could be a hit if it were related. */
  isEligible(ordinal: number): boolean;
  /** The eligible articles that are related at `threshold`, or the nearest RETRIEVED of them; newest first. */
  above(threshold: number): Related;
  /** Details of an eligible article, related or not. */
  judge(ordinal: number): Candidate;
  /** How many eligible articles are nearer than `cosine`. */
  nearerThan(cosine: number): number;
}

export async function findCandidates(index: ArchiveIndex, options: CandidateOptions): Promise<Candidates> {
  const { vector, span, sources, recency } = options;
  const { columns } = index;
  const { related: curve } = index.ranking;
  const cosines = eligibleCosines(columns, await allCosines(index, vector), options);
  const evidenceFor = editorialEvidence(index, sources, options.now);

  const recencyOf = (ordinal: number) => ageFactor(columns.publishedAt[ordinal] ?? Number.NaN, span, recency);
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
      const least = leastCosine(curve, threshold) - MAX_EVIDENCE;
      const within: number[] = [];
      for (let ordinal = 0; ordinal < cosines.length; ordinal++) {
        const cosine = cosines[ordinal] as number;
        if (cosine > NOT_ELIGIBLE && cosine >= least) within.push(ordinal);
      }
      const nearest = nearestOf(within, cosines, RETRIEVED);
      // Only numbers, no objects: of thousands of candidates few are ever shown.
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

/** Lower than any cosine. */
const NOT_ELIGIBLE = Number.NEGATIVE_INFINITY;

/** `Float32Array[articles]`: the cosine with each; NOT_ELIGIBLE for those that an approximate index doesn't return. */
async function allCosines(index: ArchiveIndex, vector: Float32Array): Promise<Float32Array> {
  const { rows, scores } = await index.articles.search(vector, { count: RETRIEVED, allow: null });
  if (rows === null) return scores;
  const cosines = new Float32Array(index.size.articles).fill(NOT_ELIGIBLE);
  for (const [at, row] of rows.entries()) cosines[row] = scores[at] as number;
  return cosines;
}

/** Sets the cosine of each article that can't be a hit to NOT_ELIGIBLE, in place. Reads nothing but the columns. */
function eligibleCosines(
  { flags, publishedAt }: Columns,
  cosines: Float32Array,
  { span, direction, excluded, passes, now }: CandidateOptions,
): Float32Array {
  const earlier = direction !== "after" && span !== null ? span.earliest : Number.NaN;
  const later = direction !== "before" && span !== null ? span.latest : Number.NaN;
  for (let ordinal = 0; ordinal < cosines.length; ordinal++) {
    const flag = flags[ordinal] as number;
    const time = publishedAt[ordinal] as number;
    // If either side is undated, neither is earlier or later: comparisons with NaN are false.
    const fits = direction === "any" || time < earlier || time > later;
    if ((flag & FLAG.recommendable) === 0 || time > now || !fits) cosines[ordinal] = NOT_ELIGIBLE;
    else if (passes !== null && !passes(ordinal)) cosines[ordinal] = NOT_ELIGIBLE;
    // In a language that the encoder doesn't support, vectors say nothing; only the editorial evidence counts.
    else if ((flag & FLAG.unsupportedLanguage) !== 0 && (cosines[ordinal] as number) > NOT_ELIGIBLE)
      cosines[ordinal] = 0;
  }
  for (const ordinal of excluded) cosines[ordinal] = NOT_ELIGIBLE;
  return cosines;
}

/** The x at which the curve reaches `threshold`; slightly less, because both are rounded. */
function leastCosine({ intercept, slope }: Curve, threshold: number): number {
  if (threshold <= 0 || slope === 0) return Number.NEGATIVE_INFINITY;
  if (threshold >= 1) return Number.POSITIVE_INFINITY;
  return (Math.log(threshold / (1 - threshold)) - intercept) / slope - 1e-6;
}

/** Sorts by `order`, strongest first; ties go to the nearer candidate, then to the newer one. */
export function compareStrength(a: Candidate, b: Candidate): number {
  return b.order - a.order || b.fused - a.fused || a.ordinal - b.ordinal;
}

/** The `count` strongest of the articles, strongest first; all if there are fewer. */
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

/** The `count` with the largest cosines and those within 1 / 512 of the last, in the given order; all if fewer. */
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
