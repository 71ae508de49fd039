// Finds related articles: turns the similarity of whole articles into a probability, adjusts the order for age, merges
// near-duplicates and favours diversity. Pinned articles come first. Pure: no HTTP and no article texts, only the
// searcher and the request.

import type { Searcher } from "../index/searcher.ts";
import { chooseDiverse } from "./mmr.ts";
import { compareStrength, strongest } from "./related-candidates.ts";
import { type Picked, relatedHits } from "./related-hits.ts";
import type { ListRequest, RelatedList, RelatedRequest, RelatedResult } from "./related-request.ts";
import { matchSegment, type PlacedCandidate, type RelatedSegment } from "./related-segment.ts";
import { similarityIn } from "./related-similarity.ts";
import { subjectOf } from "./related-subject.ts";
import { compareTime } from "./time-order.ts";

export const DEFAULT_DIVERSITY = 0.05;
/** Diversity chooses from this many candidates for each hit … */
const POOL_PER_HIT = 5;
/** … and from at least this many in total. */
const MIN_POOL = 50;

/** Answers one request. An invalid value is a RangeError that names it. */
export function related(searcher: Searcher, request: ListRequest): Promise<RelatedList>;
export function related(searcher: Searcher, request: RelatedRequest): Promise<RelatedResult>;
export async function related(searcher: Searcher, request: RelatedRequest): Promise<RelatedResult> {
  requireRequest(request);
  const { direction = "any", fallback = "none", now, limit } = request;
  const [main] = searcher.segments;
  const threshold = request.threshold ?? main.ranking.related.threshold;
  const diversity = request.diversity ?? DEFAULT_DIVERSITY;
  const subject = await subjectOf(searcher, request.subject, now);
  if (subject === null) {
    const nothing = { total: 0, totalIsExact: true, threshold };
    return direction === "timeline"
      ? { kind: "timeline", before: [], after: [], ...nothing }
      : { kind: "list", hits: [], ...nothing };
  }
  const segments = await Promise.all(
    searcher.segments.map((segment, at) => matchSegment({ segment, at, subject, request, threshold })),
  );
  const total = segments.reduce((sum, { pins, shown }) => sum + pins.length + shown.length, 0);
  const totals = { total, totalIsExact: segments.every(({ isAll }) => isAll), threshold };

  const pick = async (belongs: (segment: RelatedSegment, ordinal: number) => boolean): Promise<Picked[]> => {
    const pins = segments.flatMap((segment) =>
      segment.pins
        .filter((ordinal) => belongs(segment, ordinal))
        .map((ordinal) => ({ segment, candidate: segment.candidates.judge(ordinal) })),
    );
    const first = pins.slice(0, limit);
    const size = Math.max(MIN_POOL, POOL_PER_HIT * limit);
    const pool = poolOf(segments, size, belongs);
    const relevance = pool.map(({ candidate }) => candidate.order);
    const chosen = await chooseDiverse(relevance, similarityIn(pool), limit - first.length, diversity);
    return [
      ...first.map((pinned): Picked => ({ ...pinned, penalty: 0, origin: "pinned" })),
      ...chosen.flatMap(({ index, penalty }): Picked[] => {
        const placed = pool[index];
        return placed === undefined ? [] : [{ ...placed, penalty, origin: "related" }];
      }),
    ];
  };

  if (direction === "timeline") {
    const time = ({ index }: RelatedSegment, ordinal: number) =>
      index.columns.publishedAt[ordinal] ?? Number.NaN;
    const earliest = subject.span?.earliest ?? Number.NaN;
    const before = await pick((segment, ordinal) => time(segment, ordinal) < earliest);
    const after = await pick((segment, ordinal) => time(segment, ordinal) > earliest);
    before.sort((a, b) => comparePlaces(a, b));
    after.sort((a, b) => comparePlaces(b, a));
    return {
      kind: "timeline",
      before: await relatedHits(before, segments, now),
      after: await relatedHits(after, segments, now),
      ...totals,
    };
  }
  const picked = await pick(() => true);
  if (fallback === "recent" && picked.length < limit) fillUp(picked, segments, limit);
  return { kind: "list", hits: await relatedHits(picked, segments, now), ...totals };
}

/** The `size` strongest candidates over all segments, strongest first. */
function poolOf(
  segments: readonly RelatedSegment[],
  size: number,
  belongs: (segment: RelatedSegment, ordinal: number) => boolean,
): PlacedCandidate[] {
  const pools = segments.map((segment) =>
    strongest(
      segment.shown.filter((ordinal) => belongs(segment, ordinal)),
      segment.orders,
      size,
      segment.candidates.judge,
    ).map((candidate): PlacedCandidate => ({ segment, candidate })),
  );
  const [only = [], ...others] = pools;
  if (others.length === 0) return only;
  return pools
    .flat()
    .sort((a, b) => compareStrength(a.candidate, b.candidate))
    .slice(0, size);
}

/** Newest first; within a segment that is the order of the ordinals. */
function comparePlaces(a: PlacedCandidate, b: PlacedCandidate): number {
  if (a.segment === b.segment) return a.candidate.ordinal - b.candidate.ordinal;
  const time = ({ segment, candidate }: PlacedCandidate) =>
    segment.index.columns.publishedAt[candidate.ordinal] ?? Number.NaN;
  return compareTime(time(a), time(b), "newest");
}

/** Adds the newest eligible articles until there are `limit` hits. */
function fillUp(picked: Picked[], segments: readonly RelatedSegment[], limit: number): void {
  for (const { segment, candidate } of picked) {
    segment.taken.add(segment.groups?.[candidate.ordinal] ?? candidate.ordinal);
  }
  const missing = limit - picked.length;
  const newest = segments.flatMap((segment) => {
    const { index, groups, candidates, taken } = segment;
    const found: PlacedCandidate[] = [];
    for (let ordinal = 0; ordinal < index.size.articles && found.length < missing; ordinal++) {
      const group = groups?.[ordinal] ?? ordinal;
      if (taken.has(group) || !candidates.isEligible(ordinal)) continue;
      taken.add(group);
      found.push({ segment, candidate: candidates.judge(ordinal) });
    }
    return found;
  });
  if (segments.length > 1) newest.sort(comparePlaces);
  for (const placed of newest.slice(0, missing)) picked.push({ ...placed, penalty: 0, origin: "recent" });
}

function requireRequest({ limit, recency, diversity, threshold }: RelatedRequest): void {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new RangeError(`related: limit is ${limit}; an integer from 1 on is expected`);
  }
  for (const [name, value] of Object.entries({ recency, diversity, threshold })) {
    if (value !== null && value !== undefined && !(value >= 0 && value <= 1)) {
      throw new RangeError(`related: ${name} is ${value}; 0 to 1 is expected`);
    }
  }
}
