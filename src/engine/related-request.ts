// Request and result types for related articles. No logic.

import type { Filters } from "./filters.ts";
import type { RankedArticle } from "./search-request.ts";

/** Any time, before the subject, after it, or two chronological lists: before and after. */
export const DIRECTIONS = ["any", "before", "after", "timeline"] as const;
export type Direction = (typeof DIRECTIONS)[number];

export type RelatedSubject =
  /** One or more articles of the archive, which are never among the hits. An unknown id is a RangeError. */
  | { readonly kind: "articles"; readonly ids: readonly string[] }
  /** A text that is not in the archive. */
  | {
      readonly kind: "text";
      /** `Float32Array[dims]` from composeDirection(); zero if the encoder read nothing. */
      readonly direction: Float32Array;
      /** Milliseconds since 1970; null: it is still being written, so its time is `now`. */
      readonly publishedAt: number | null;
    };

export interface RelatedRequest {
  readonly subject: RelatedSubject;
  /** The most hits to return, 1 or more; for a timeline, in each of its lists. */
  readonly limit: number;
  /** Default: `any`. */
  readonly direction?: Direction;
  /** How much age affects the order, 0..1; null or missing: DEFAULT_RECENCY with direction `any`, 0 otherwise. */
  readonly recency?: number | null;
  /** How much similarity to earlier hits counts against a hit, 0..1; null or missing: DEFAULT_DIVERSITY. */
  readonly diversity?: number | null;
  /** Whether near-duplicates are merged into one hit (the default) or are separate hits. */
  readonly duplicates?: "collapse" | "include";
  /** Ids of articles that appear neither as hits nor as duplicates of hits. Unknown ids are ignored. */
  readonly exclude?: readonly string[];
  /** Only articles that pass are hits, even if they are pinned or a fallback. Default: all pass. */
  readonly filters?: Filters;
  /** Minimum score, 0..1; 0 keeps all; null or missing: the archive's threshold. Pinned articles always pass. */
  readonly threshold?: number | null;
  /** `recent`: a list (not a timeline) shorter than `limit` is filled up with the newest articles. Default: `none`. */
  readonly fallback?: "none" | "recent";
  /** Milliseconds since 1970; articles dated later stay hidden. */
  readonly now: number;
}

/** Explains a hit's place. How the parts add up is described at each. */
export interface RelatedDetails {
  /** Cosine to the subject, and the rank by cosine (from 1) among the articles that could be hits. */
  readonly semantic: { readonly score: number; readonly rank: number };
  readonly sections: number;
  readonly tags: number;
  readonly links: number;
  /** semantic.score + sections + tags + links. The archive's calibration curve turns it into the hit's score. */
  readonly relevance: number;
  /** Age factor, 0..1. */
  readonly recency: number;
  /** score × recency; candidates are ordered by it. */
  readonly rankingValue: number;
  /** Penalty for similarity to earlier hits, as a share of the best candidate's rankingValue; 0 or less. */
  readonly diversityPenalty: number;
}

export interface RelatedHit extends RankedArticle {
  /** Ids of the visible near-duplicates that the hit represents, newest first. */
  readonly duplicates: readonly string[];
  /** Pinned by an editor. */
  readonly pinned: boolean;
  /** Not related, but one of the newest articles. */
  readonly fallback: boolean;
  readonly details: RelatedDetails;
}

interface Totals {
  /** Related articles, near-duplicates counted once if they are merged; articles added by `fallback` don't count. */
  readonly total: number;
  /** False if only the RETRIEVED nearest articles were examined. */
  readonly totalIsExact: boolean;
  /** The threshold that was used. */
  readonly threshold: number;
}

export interface RelatedList extends Totals {
  readonly kind: "list";
  readonly hits: readonly RelatedHit[];
}

/** Both lists begin with the article nearest in time: `before` is newest first, `after` oldest first. */
export interface RelatedTimeline extends Totals {
  readonly kind: "timeline";
  readonly before: readonly RelatedHit[];
  readonly after: readonly RelatedHit[];
}

export type RelatedResult = RelatedList | RelatedTimeline;

/** A request whose result is a single list. */
export type ListRequest = RelatedRequest & { readonly direction?: Exclude<Direction, "timeline"> };
