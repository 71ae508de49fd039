// Request and result types of related articles. No logic.

import type { Filters } from "./filters.ts";
import type { RankedArticle } from "./search-request.ts";

/** Earlier than the subject, later, both together, or both as two lists in the order of time. */
export const DIRECTIONS = ["any", "before", "after", "timeline"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export type RelatedSubject =
  /** Articles of the archive, 1 or more; none of them is among the hits. An id that it doesn't have is a RangeError. */
  | { readonly kind: "articles"; readonly ids: readonly string[] }
  /** A text that is not in the archive. */
  | {
      readonly kind: "text";
      /** `Float32Array[dims]` by composeDirection(); zero if no word was read. */
      readonly direction: Float32Array;
      /** Milliseconds since 1970; null: it is being written, so its time is `now`. */
      readonly publishedAt: number | null;
    };

export interface RelatedRequest {
  readonly subject: RelatedSubject;
  /** Hits at most, 1 or more; of a timeline in each of its lists. */
  readonly limit: number;
  /** Default: `any`. */
  readonly direction?: Direction;
  /** How much age counts in the order, 0..1; null or missing: DEFAULT_RECENCY with direction `any`, 0 otherwise. */
  readonly recency?: number | null;
  /** How much likeness to the hits before counts against one, 0..1; null or missing: DEFAULT_DIVERSITY. */
  readonly diversity?: number | null;
  /** Whether near-duplicates are one hit (the default) or each its own. */
  readonly duplicates?: "collapse" | "include";
  /** Ids of articles that are no hits and stand for none; unknown ones exclude nothing. */
  readonly exclude?: readonly string[];
  /** Only articles that they let through are hits, pinned and newest ones too. Default: all. */
  readonly filters?: Filters;
  /** Least score of a hit, 0..1; 0 keeps all, null or missing: the archive's own. Pinned articles are above it. */
  readonly threshold?: number | null;
  /** `recent`: a list (not a timeline) that is short of `limit` is filled up with the newest. Default: `none`. */
  readonly fallback?: "none" | "recent";
  /** Milliseconds since 1970; articles dated later are not seen. */
  readonly now: number;
}

/** Where a hit's place comes from; the parts add up as their comments say. */
export interface RelatedDetails {
  /** Cosine to the subject, and its rank by that among the articles that could be hits, from 1 on. */
  readonly semantic: { readonly score: number; readonly rank: number };
  readonly sections: number;
  readonly tags: number;
  readonly links: number;
  /** semantic.score + sections + tags + links. The hit's score is the archive's calibration curve of it. */
  readonly relevance: number;
  /** Factor of age, 0..1. */
  readonly recency: number;
  /** score × recency: what candidates are ordered by. */
  readonly rankingValue: number;
  /** What likeness to the hits before it cost, in shares of the best candidate's rankingValue; 0 or less. */
  readonly diversityPenalty: number;
}

export interface RelatedHit extends RankedArticle {
  /** Ids of the visible near-duplicates that the hit stands for, newest first. */
  readonly duplicates: readonly string[];
  /** Put there by an editor. */
  readonly pinned: boolean;
  /** Not related: among the newest. */
  readonly fallback: boolean;
  readonly details: RelatedDetails;
}

interface Totals {
  /** Articles that are related, near-duplicates counted once where they are one hit; those of `fallback` are not. */
  readonly total: number;
  /** False where only the RETRIEVED nearest were looked at. */
  readonly totalIsExact: boolean;
  /** The threshold that was used. */
  readonly threshold: number;
}

export interface RelatedList extends Totals {
  readonly kind: "list";
  readonly hits: readonly RelatedHit[];
}

/** Both begin with what is nearest in time: `before` is newest first, `after` oldest first. */
export interface RelatedTimeline extends Totals {
  readonly kind: "timeline";
  readonly before: readonly RelatedHit[];
  readonly after: readonly RelatedHit[];
}

export type RelatedResult = RelatedList | RelatedTimeline;

/** A request that is answered with one list. */
export type ListRequest = RelatedRequest & { readonly direction?: Exclude<Direction, "timeline"> };
