// Which articles may be hits beside a subject, and how well each fits: its cosine, what editors say, and the archive's
// calibration curve, which makes a probability of both. Order, groups and diversity come after it.

import type { Curve } from "../snapshot/ranking.ts";
import { ageFactor } from "./age.ts";
import { type EditorialEvidence, editorialEvidence, MOST_EVIDENCE } from "./editorial.ts";
import type { Library } from "./library.ts";
import type { Direction } from "./related-request.ts";
import type { Subject } from "./related-subject.ts";
import { visibleArticles } from "./visibility.ts";

/** Candidates that are looked at closely, the nearest ones (about as many where that is enough to tell them apart). */
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
  readonly now: number;
}

export interface Candidates {
  /** Newest first: every article that could be a hit if it were related. */
  readonly eligible: readonly number[];
  /** Those of them that are, at `threshold`, or the nearest RETRIEVED of those; in no order. */
  above(threshold: number): { readonly found: readonly Candidate[]; readonly isAll: boolean };
  /** One of the eligible, related or not. */
  judge(ordinal: number): Candidate;
  /** Eligible articles that are nearer than `cosine`. */
  nearerThan(cosine: number): number;
}

export function findCandidates({ snapshot, articles }: Library, sought: Sought): Candidates {
  const { subject, recency } = sought;
  const { related: curve } = snapshot.manifest.ranking;
  const eligible = visibleArticles(snapshot, "recommendable", sought.now).filter(
    (ordinal) =>
      !sought.without.has(ordinal) && liesIn(sought.direction, snapshot.publishedAt[ordinal], subject),
  );
  const cosines = articles.cosines(subject.vector);
  // Vectors of a language that the encoder does not read say nothing; editors' evidence remains.
  const cosineOf = (ordinal: number) => (snapshot.has(ordinal, "unread") ? 0 : (cosines[ordinal] ?? 0));
  const evidenceFor = editorialEvidence(snapshot, subject.ordinals);

  const judge = (ordinal: number): Candidate => {
    const cosine = cosineOf(ordinal);
    const evidence = evidenceFor(ordinal);
    const fused = cosine + evidence.sections + evidence.tags + evidence.links;
    const score = probability(curve, fused);
    const factor = ageFactor(snapshot.publishedAt[ordinal] ?? Number.NaN, subject.span, recency);
    return { ordinal, cosine, ...evidence, fused, score, recency: factor, order: score * factor };
  };
  return {
    eligible,
    judge,
    above(threshold) {
      const within = eligible.filter(
        (ordinal) => probability(curve, cosineOf(ordinal) + MOST_EVIDENCE) >= threshold,
      );
      const nearest = nearestOf(within, cosineOf, RETRIEVED);
      const found = nearest.map(judge).filter(({ score }) => score >= threshold);
      return { found, isAll: nearest.length === within.length };
    },
    nearerThan: (cosine) => eligible.reduce((count, other) => count + (cosineOf(other) > cosine ? 1 : 0), 0),
  };
}

/** The curve's value, 0..1. */
export function probability({ intercept, slope }: Curve, x: number): number {
  return 1 / (1 + Math.exp(-(intercept + slope * x)));
}

/** Beside a subject without a date, and for an article without one, nothing is earlier or later. */
function liesIn(direction: Direction, publishedAt = Number.NaN, { span }: Subject): boolean {
  if (direction === "any") return true;
  if (span === null) return false;
  const isEarlier = publishedAt < span.earliest;
  const isLater = publishedAt > span.latest;
  if (direction === "background") return isEarlier;
  return direction === "followup" ? isLater : isEarlier || isLater;
}

const BINS = 1024;

/** The `count` of largest cosine and those within 1 / 512 of the last of them, in their order; all if fewer. */
function nearestOf(
  ordinals: readonly number[],
  cosineOf: (ordinal: number) => number,
  count: number,
): readonly number[] {
  if (ordinals.length <= count) return ordinals;
  const binOf = (ordinal: number) =>
    Math.min(BINS - 1, Math.max(0, Math.floor(((cosineOf(ordinal) + 1) / 2) * BINS)));
  const sizes = new Uint32Array(BINS);
  for (const ordinal of ordinals) sizes[binOf(ordinal)] = (sizes[binOf(ordinal)] ?? 0) + 1;
  let last = BINS;
  for (let taken = 0; taken < count; ) taken += sizes[--last] ?? 0;
  return ordinals.filter((ordinal) => binOf(ordinal) >= last);
}
