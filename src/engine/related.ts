// Related articles: nearness of whole articles as a probability, ordered by age, near-duplicates as one, and diverse.
// What editors pinned comes first. Pure: no request, no text, nothing but the searcher and what is asked.

import type { Searcher } from "../index/searcher.ts";
import type { Snapshot } from "../index/snapshot/reader.ts";
import { dot } from "../vector/article-vector.ts";
import { membersOf, oneOfEachGroup } from "./duplicate-groups.ts";
import { pinnedArticles } from "./editorial.ts";
import { articleFilter, NO_FILTERS } from "./filters.ts";
import { chooseDiverse } from "./mmr.ts";
import { type Candidate, type Candidates, findCandidates, strongest } from "./related-candidates.ts";
import type {
  ListRequest,
  RelatedHit,
  RelatedList,
  RelatedRequest,
  RelatedResult,
} from "./related-request.ts";
import { ownVector, subjectOf } from "./related-subject.ts";
import { collapseGroups } from "./selection.ts";

/** Where the direction is `any`: what is four years away needs 1.6 times the score of what is of the same day. */
export const DEFAULT_RECENCY = 0.3;
export const DEFAULT_DIVERSITY = 0.05;
/**
 * From this cosine on two articles say the same, and diversity counts: a storyline's pieces are near each other, and
 * it is right that they stand side by side.
 */
const LIKENESS_FLOOR = 0.8;
/** Diversity chooses among this many candidates for each hit … */
const POOL_PER_HIT = 5;
/** … and among no fewer than this. */
const POOL_LEAST = 50;

/** Answers one request; what no request may hold is a RangeError that names it. */
export function related(searcher: Searcher, request: ListRequest): RelatedList;
export function related(searcher: Searcher, request: RelatedRequest): RelatedResult;
export function related(searcher: Searcher, request: RelatedRequest): RelatedResult {
  const { snapshot } = searcher;
  requireRequest(request);
  const { direction = "any", duplicates = "collapse", fallback = "none", now, limit } = request;
  const threshold = request.threshold ?? snapshot.manifest.ranking.related.threshold;
  const recency = request.recency ?? (direction === "any" ? DEFAULT_RECENCY : 0);
  const diversity = request.diversity ?? DEFAULT_DIVERSITY;
  const collapse = duplicates === "collapse";
  const subject = subjectOf(snapshot, request.subject, now);
  const asked = request.subject.kind === "articles" ? request.subject.ordinals : [];
  const without = new Set([...asked, ...(request.exclude ?? [])]);

  if (subject === null) {
    const nothing = { total: 0, totalIsExact: true, threshold };
    return direction === "timeline"
      ? { kind: "timeline", before: [], after: [], ...nothing }
      : { kind: "list", hits: [], ...nothing };
  }
  const passes = articleFilter(snapshot, request.filters ?? NO_FILTERS);
  const candidates = findCandidates(searcher, { subject, direction, recency, without, passes, now });
  const { found, orders, isAll } = candidates.above(threshold);

  const groups = collapse ? snapshot.duplicateOf : null;
  const pins = oneOfEachGroup(
    pinnedArticles(snapshot, subject.ordinals).filter(candidates.isEligible),
    groups,
  ).map(candidates.judge);
  // The reader has just read it: another version of the subject is no hit, unless an editor pinned it.
  const taken = new Set([...asked, ...pins.map(({ ordinal }) => ordinal)].map((o) => groups?.[o] ?? o));
  const rest = found.filter((ordinal) => !taken.has(groups?.[ordinal] ?? ordinal));
  const shown = groups === null ? rest : collapseGroups(rest, groups, orders);
  const totals = { total: pins.length + shown.length, totalIsExact: isAll, threshold };

  const pick = (belongs: (ordinal: number) => boolean): Picked[] => {
    const first = pins.filter(({ ordinal }) => belongs(ordinal)).slice(0, limit);
    const size = Math.max(POOL_LEAST, POOL_PER_HIT * limit);
    const pool = strongest(shown.filter(belongs), orders, size, candidates.judge);
    const order = pool.map((candidate) => candidate.order);
    const chosen = chooseDiverse(order, likenessOf(snapshot, pool), limit - first.length, diversity);
    return [
      ...first.map((candidate) => ({ candidate, penalty: 0, origin: "pinned" as const })),
      ...chosen.flatMap(({ index, penalty }) => {
        const candidate = pool[index];
        return candidate === undefined ? [] : [{ candidate, penalty, origin: "related" as const }];
      }),
    ];
  };
  const finish = (picked: readonly Picked[]): RelatedHit[] =>
    finishHits(snapshot, picked, candidates, { groups, without, passes, now });

  if (direction === "timeline") {
    const time = (ordinal: number) => snapshot.publishedAt[ordinal] ?? Number.NaN;
    const earliest = subject.span?.earliest ?? Number.NaN;
    const before = pick((ordinal) => time(ordinal) < earliest);
    const after = pick((ordinal) => time(ordinal) > earliest);
    // Ordinals number the articles newest first.
    before.sort((a, b) => a.candidate.ordinal - b.candidate.ordinal);
    after.sort((a, b) => b.candidate.ordinal - a.candidate.ordinal);
    return { kind: "timeline", before: finish(before), after: finish(after), ...totals };
  }
  const picked = pick(() => true);
  if (fallback === "recent" && picked.length < limit) {
    for (const { candidate } of picked) taken.add(groups?.[candidate.ordinal] ?? candidate.ordinal);
    for (let ordinal = 0; ordinal < snapshot.articleCount && picked.length < limit; ordinal++) {
      const group = groups?.[ordinal] ?? ordinal;
      if (taken.has(group) || !candidates.isEligible(ordinal)) continue;
      taken.add(group);
      picked.push({ candidate: candidates.judge(ordinal), penalty: 0, origin: "recent" });
    }
  }
  return { kind: "list", hits: finish(picked), ...totals };
}

interface Picked {
  readonly candidate: Candidate;
  readonly penalty: number;
  readonly origin: "pinned" | "related" | "recent";
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

/** Of two candidates of the pool 0..1, by their own vectors: those that are stored lean on each other. */
function likenessOf(snapshot: Snapshot, pool: readonly Candidate[]): (a: number, b: number) => number {
  const own = new Map<number, Float32Array>();
  const vectorOf = (index: number): Float32Array => {
    const known = own.get(index);
    if (known !== undefined) return known;
    const vector = ownVector(snapshot, pool[index]?.ordinal ?? -1);
    own.set(index, vector);
    return vector;
  };
  return (a, b) => Math.max(0, (dot(vectorOf(a), vectorOf(b)) - LIKENESS_FLOOR) / (1 - LIKENESS_FLOOR));
}

interface Finishing {
  readonly groups: Uint32Array | null;
  readonly without: ReadonlySet<number>;
  readonly passes: ((ordinal: number) => boolean) | null;
  readonly now: number;
}

function finishHits(
  snapshot: Snapshot,
  picked: readonly Picked[],
  candidates: Candidates,
  { groups, without, passes, now }: Finishing,
): RelatedHit[] {
  const ordinals = picked.map(({ candidate }) => candidate.ordinal);
  const others = groups === null ? new Map<number, number[]>() : membersOf(snapshot, ordinals, groups, now);
  return picked.map(({ candidate, penalty, origin }) => {
    const { ordinal, cosine, sections, tags, links, fused, score, recency, order } = candidate;
    const group = others.get(groups?.[ordinal] ?? ordinal) ?? [];
    return {
      ordinal,
      score,
      passage: snapshot.firstPassage[ordinal] ?? null,
      duplicates: group.filter(
        (other) => other !== ordinal && !without.has(other) && (passes === null || passes(other)),
      ),
      pinned: origin === "pinned",
      fallback: origin === "recent",
      details: {
        semantic: { score: cosine, rank: candidates.nearerThan(cosine) + 1 },
        sections,
        tags,
        links,
        fused,
        recency,
        order,
        diversity: penalty,
      },
    };
  });
}
