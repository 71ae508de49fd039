// The answer to a request for related articles, the same over every transport: HTTP, MCP and the command line.

import type { RelatedAnswer, RelatedHit } from "../api-types.ts";
import { related } from "../engine/related.ts";
import type { Direction, RelatedHit as RankedHit, RelatedSubject } from "../engine/related-request.ts";
import type { Searcher } from "../index/searcher.ts";
import { duplicatesOf, type PresentedHit, presentHits } from "./present.ts";
import { filtersOf, type RequestedFilters } from "./requested-filters.ts";

/** Options for related articles; null means the archive's default. */
export interface RelatedQuestion extends RequestedFilters {
  readonly limit: number;
  readonly direction: Direction;
  readonly recency: number | null;
  readonly diversity: number | null;
  readonly duplicates: "collapse" | "include";
  /** Ids. */
  readonly exclude: readonly string[];
  readonly threshold: number | null;
  readonly fallback: "none" | "recent";
  readonly explain: boolean;
}

/** Unknown ids in `exclude` are ignored. `now` is in milliseconds since 1970. */
export async function answerRelated(
  { searcher, subject, now }: { searcher: Searcher; subject: RelatedSubject; now: number },
  question: RelatedQuestion,
): Promise<RelatedAnswer> {
  const [{ settings }] = searcher.segments;
  const { explain, ...options } = question;
  const filters = filtersOf(question, settings.timeZone);
  const result = await related(searcher, { subject, ...options, filters, now });
  const present = (hits: readonly RankedHit[]) => presentRelated(hits, explain);
  const summary = {
    threshold: result.threshold,
    limit: options.limit,
    totalHits: result.total,
    totalRelation: result.totalIsExact ? ("eq" as const) : ("gte" as const),
  };
  if (result.kind === "list") return { hits: await present(result.hits), ...summary };
  return { before: await present(result.before), after: await present(result.after), ...summary };
}

async function presentRelated(hits: readonly RankedHit[], explain: boolean): Promise<RelatedHit[]> {
  const shown = await presentHits(hits, { words: [], withPassages: false });
  return hits.map((hit, index) => ({
    ...(shown[index] as PresentedHit),
    ...duplicatesOf(hit),
    ...(hit.pinned ? { pinned: true } : {}),
    ...(hit.fallback ? { fallback: true } : {}),
    ...(explain ? { scoreDetails: hit.details } : {}),
  }));
}
