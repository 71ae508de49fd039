// One segment's contribution to a list of related articles: its candidates, pinned articles and related articles.

import type { ArchiveIndex } from "../index/archive-index.ts";
import { idKey } from "../index/keys.ts";
import { publishedView } from "../index/visibility.ts";
import { oneOfEachGroup } from "./duplicate-groups.ts";
import { pinnedArticles } from "./editorial.ts";
import { articleFilter, NO_FILTERS } from "./filters.ts";
import { type Candidate, type Candidates, findCandidates } from "./related-candidates.ts";
import type { RelatedRequest } from "./related-request.ts";
import type { Subject } from "./related-subject.ts";
import { collapseGroups } from "./selection.ts";

/** With direction `any`. An article four years away needs 1.6 times the score of one from the same day. */
export const DEFAULT_RECENCY = 0.3;

/** A candidate and its segment. */
export interface PlacedCandidate {
  readonly segment: RelatedSegment;
  readonly candidate: Candidate;
}

/** One segment's contribution to the result. */
export interface RelatedSegment {
  readonly index: ArchiveIndex;
  /** null: near-duplicates are separate hits. */
  readonly groups: Uint32Array | null;
  /** Ordinals that appear neither as hits nor as duplicates of hits. */
  readonly excluded: ReadonlySet<number>;
  readonly passes: ((ordinal: number) => boolean) | null;
  readonly candidates: Candidates;
  /** Pinned articles, one of each group. */
  readonly pins: readonly number[];
  /** Related articles, one of each group, without the pins. */
  readonly shown: readonly number[];
  /** `Float64Array[articles]`: the `order` of those in `shown`. */
  readonly orders: Float64Array;
  /** Groups of the subject and of the pins. */
  readonly taken: Set<number>;
  /** Whether `shown` covers all articles above the threshold. */
  readonly isAll: boolean;
}

interface SegmentOptions {
  readonly segment: ArchiveIndex;
  /** Its place in the searcher. */
  readonly at: number;
  readonly subject: Subject;
  readonly request: RelatedRequest;
  readonly threshold: number;
}

export async function matchSegment({
  segment,
  at,
  subject,
  request,
  threshold,
}: SegmentOptions): Promise<RelatedSegment> {
  const { direction = "any", duplicates = "collapse", exclude = [], filters = NO_FILTERS, now } = request;
  const recency = request.recency ?? (direction === "any" ? DEFAULT_RECENCY : 0);
  const index = publishedView(segment, now);
  const { columns, documents } = index;
  const own = subject.articles[at] ?? [];
  const sources = subject.sources[at] ?? [];
  const found = await Promise.all(exclude.map((id) => documents.find(idKey(id))));
  const excluded = new Set([...own, ...found.filter((ordinal) => ordinal !== null)]);
  const passes = articleFilter(columns, filters);
  const { span } = subject;
  const vector = subject.vectorIn(index);
  const candidates = await findCandidates(index, {
    vector,
    span,
    sources,
    direction,
    recency,
    excluded,
    passes,
    now,
  });
  const above = candidates.above(threshold);
  const groups = duplicates === "collapse" ? columns.duplicateOf : null;
  const groupOf = (ordinal: number) => groups?.[ordinal] ?? ordinal;
  const pins = oneOfEachGroup(pinnedArticles(columns, sources).filter(candidates.isEligible), groups);
  // The reader has just read the subject, so another version of it is not a hit unless an editor pinned it.
  const taken = new Set([...own, ...pins].map(groupOf));
  const rest = above.found.filter((ordinal) => !taken.has(groupOf(ordinal)));
  const shown = groups === null ? rest : collapseGroups(rest, groups, above.orders);
  return {
    index,
    groups,
    excluded,
    passes,
    candidates,
    pins,
    shown,
    orders: above.orders,
    taken,
    isAll: above.isAll,
  };
}
