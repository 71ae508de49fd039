// The answer to a request for related articles, whatever the transport: HTTP, MCP and the command line all give this one.

import type { RelatedAnswer, RelatedHit } from "../api-types.ts";
import { related } from "../engine/related.ts";
import type { RelatedHit as RankedHit, RelatedSubject } from "../engine/related-request.ts";
import type { Asked } from "../http/parameters/declared-fields.ts";
import type { RELATED_PARAMETERS } from "../http/parameters/parameters.ts";
import { idKey } from "../index/keys.ts";
import type { Searcher } from "../index/searcher.ts";
import type { Snapshot } from "../index/snapshot/reader.ts";
import { duplicatesOf, type PresentedHit, presentHits } from "./present.ts";
import { filtersOf } from "./requested-filters.ts";
import { relatedScoreDetails } from "./score-details.ts";

/** An id in `exclude` that no article has is ignored. `now` is in milliseconds since 1970. */
export async function answerRelated(
  { searcher, subject, now }: { searcher: Searcher; subject: RelatedSubject; now: number },
  asked: Omit<Asked<typeof RELATED_PARAMETERS>, "format">,
): Promise<RelatedAnswer> {
  const { snapshot } = searcher;
  const { explain, exclude, ...options } = asked;
  const filters = filtersOf(asked, snapshot.manifest.settings.timeZone);
  const without = exclude.map((id) => snapshot.findKey(idKey(id))).filter((ordinal) => ordinal !== null);
  const result = related(searcher, { subject, ...options, exclude: without, filters, now });
  const present = (hits: readonly RankedHit[]) => presentRelated(snapshot, hits, explain);
  const summary = {
    threshold: result.threshold,
    limit: options.limit,
    totalHits: result.total,
    totalRelation: result.totalIsExact ? ("eq" as const) : ("gte" as const),
  };
  if (result.kind === "list") return { hits: await present(result.hits), ...summary };
  return { before: await present(result.before), after: await present(result.after), ...summary };
}

async function presentRelated(
  snapshot: Snapshot,
  hits: readonly RankedHit[],
  explain: boolean,
): Promise<RelatedHit[]> {
  const shown = await presentHits(snapshot, hits, { words: [], withPassages: false });
  return hits.map((hit, index) => ({
    ...(shown[index] as PresentedHit),
    ...duplicatesOf(snapshot, hit),
    ...(hit.pinned ? { pinned: true } : {}),
    ...(hit.fallback ? { fallback: true } : {}),
    ...(explain ? { scoreDetails: relatedScoreDetails(hit.details) } : {}),
  }));
}
