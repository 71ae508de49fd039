// The body of an answer about related articles, without what depends on the transport. The command line gives the same.

import { related } from "../engine/related.ts";
import type { RelatedDetails, RelatedHit, RelatedSubject } from "../engine/related-request.ts";
import type { Asked } from "../http/parameters/declared-fields.ts";
import type { RELATED_PARAMETERS } from "../http/parameters/parameters.ts";
import { idKey } from "../index/keys.ts";
import type { Searcher } from "../index/searcher.ts";

import type { Snapshot } from "../index/snapshot/reader.ts";
import { duplicatesOf, type Hit, presentHits } from "./present.ts";
import { filtersOf } from "./requested-filters.ts";

export interface RelatedAnswerHit extends Hit {
  /** Ids of near-duplicates that the hit stands for; missing where there are none. */
  readonly duplicates?: readonly string[];
  /** Put there by an editor. */
  readonly pinned?: true;
  /** Not related: among the newest. */
  readonly fallback?: true;
  /** Only where it was asked for. */
  readonly scoreDetails?: RelatedDetails;
}

type Lists =
  | { readonly hits: readonly RelatedAnswerHit[] }
  | { readonly before: readonly RelatedAnswerHit[]; readonly after: readonly RelatedAnswerHit[] };

export type RelatedAnswer = Lists & {
  /** The one that was used. */
  readonly threshold: number;
  readonly limit: number;
  readonly estimatedTotalHits: number;
  readonly totalIsExact: boolean;
};

/** Ids of `options.exclude` that no article has exclude nothing. `now` is in milliseconds since 1970. */
export async function answerRelated(
  { searcher, subject, now }: { searcher: Searcher; subject: RelatedSubject; now: number },
  asked: Omit<Asked<typeof RELATED_PARAMETERS>, "format">,
): Promise<RelatedAnswer> {
  const { snapshot } = searcher;
  const { explain, exclude, ...options } = asked;
  const filters = filtersOf(asked, snapshot.manifest.settings.timeZone);
  const without = exclude.map((id) => snapshot.findKey(idKey(id))).filter((ordinal) => ordinal !== null);
  const result = related(searcher, { subject, ...options, exclude: without, filters, now });
  const present = (hits: readonly RelatedHit[]) => presentRelated(snapshot, hits, explain);
  const { threshold, total, totalIsExact } = result;
  const lists: Lists =
    result.kind === "list"
      ? { hits: await present(result.hits) }
      : { before: await present(result.before), after: await present(result.after) };
  return { ...lists, threshold, limit: options.limit, estimatedTotalHits: total, totalIsExact };
}

async function presentRelated(
  snapshot: Snapshot,
  hits: readonly RelatedHit[],
  explain: boolean,
): Promise<RelatedAnswerHit[]> {
  const shown = await presentHits(snapshot, hits, { words: [], withPassages: false });
  return hits.map((hit, index) => ({
    ...(shown[index] as Hit),
    ...duplicatesOf(snapshot, hit),
    ...(hit.pinned ? { pinned: true } : {}),
    ...(hit.fallback ? { fallback: true } : {}),
    ...(explain ? { scoreDetails: hit.details } : {}),
  }));
}
