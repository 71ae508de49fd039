// Turns chosen related articles into hits: adds their stored fields, the near-duplicates that each one represents, and
// the details that explain its place.

import type { StoredArticle } from "../index/stored-article.ts";
import { membersOf } from "./duplicate-groups.ts";
import type { RelatedHit } from "./related-request.ts";
import type { PlacedCandidate, RelatedSegment } from "./related-segment.ts";

export interface Picked extends PlacedCandidate {
  /** Penalty for its similarity to the hits before it; 0 or less. */
  readonly penalty: number;
  readonly origin: "pinned" | "related" | "recent";
}

/** In the order of `picked`. */
export async function relatedHits(
  picked: readonly Picked[],
  segments: readonly RelatedSegment[],
  now: number,
): Promise<RelatedHit[]> {
  const shown = new Map(
    await Promise.all(
      segments.map(async (segment) => [segment, await articlesOf(segment, picked, now)] as const),
    ),
  );
  return picked.map((one): RelatedHit => {
    const { segment, penalty, origin } = one;
    const { ordinal, cosine, sections, tags, links, fused, score, recency, order } = one.candidate;
    const { articles, duplicates } = shown.get(segment) as ShownArticles;
    const articleOf = (other: number) => articles.get(other) as StoredArticle;
    const nearer = segments.reduce((sum, { candidates }) => sum + candidates.nearerThan(cosine), 0);
    return {
      article: articleOf(ordinal),
      score,
      place: { index: segment.index, ordinal, passage: firstPassageOf(segment, ordinal) },
      duplicates: (duplicates.get(ordinal) ?? []).map((other) => articleOf(other).id),
      pinned: origin === "pinned",
      fallback: origin === "recent",
      details: {
        semantic: { score: cosine, rank: nearer + 1 },
        ...{ sections, tags, links, recency },
        relevance: fused,
        rankingValue: order,
        diversityPenalty: penalty,
      },
    };
  });
}

function firstPassageOf({ index: { columns } }: RelatedSegment, ordinal: number): number | null {
  const [first = 0, end = 0] = columns.firstPassage.subarray(ordinal, ordinal + 2);
  return first < end ? first : null;
}

interface ShownArticles {
  readonly articles: ReadonlyMap<number, StoredArticle>;
  /** The near-duplicates that each one represents, newest first. */
  readonly duplicates: ReadonlyMap<number, readonly number[]>;
}

async function articlesOf(
  segment: RelatedSegment,
  picked: readonly Picked[],
  now: number,
): Promise<ShownArticles> {
  const { index, groups, excluded, passes } = segment;
  const ordinals = picked.filter((one) => one.segment === segment).map(({ candidate }) => candidate.ordinal);
  const members = groups === null ? null : membersOf(index.columns, ordinals, groups, now);
  const duplicates = new Map(
    ordinals.map((ordinal) => {
      const group = members?.get(groups?.[ordinal] ?? ordinal) ?? [];
      const others = group.filter(
        (other) => other !== ordinal && !excluded.has(other) && (passes === null || passes(other)),
      );
      return [ordinal, others];
    }),
  );
  const needed = [...new Set([...ordinals, ...[...duplicates.values()].flat()])];
  const read = await index.documents.articles(needed);
  return { articles: new Map(needed.map((ordinal, at) => [ordinal, read[at] as StoredArticle])), duplicates };
}
