// What the engine searches: one or more segments of an archive, and the encoder that made their vectors. Opening the
// files is src/service's.

import type { Encoder } from "../encoder/encoder.ts";
import type { ArchiveIndex } from "./archive-index.ts";
import { publishedCount, withoutIds } from "./visibility.ts";

export interface Searcher {
  /**
   * Searched one by one, each with statistics of its own. The first is the archive as it was built and says how to rank.
   * No id is in two of them.
   */
  readonly segments: readonly [ArchiveIndex, ...ArchiveIndex[]];
  readonly encoder: Encoder;
  /** Changes with every change of a segment. */
  readonly version: string;
}

/** Of an article that is in several segments the last one wins: it is hidden in those before. */
export async function createSearcher(
  segments: readonly [ArchiveIndex, ...ArchiveIndex[]],
  encoder: Encoder,
): Promise<Searcher> {
  const [first, ...others] = segments;
  const idsOf = others.map(async ({ documents, size }) => {
    const articles = await documents.articles([...Array(size.articles).keys()]);
    return articles.map(({ id }) => id);
  });
  const ids = await Promise.all(idsOf);
  const shown = [first, ...others].map((segment, at) => withoutIds(segment, ids.slice(at).flat()));
  const [main = first, ...later] = await Promise.all(shown);
  const version = segments.map((segment) => segment.version).join("-");
  return { segments: [main, ...later], encoder, version };
}

/** The searcher as if no article had one of the ids; ids that no article has change nothing. */
export async function withoutArticles(searcher: Searcher, ids: Iterable<string>): Promise<Searcher> {
  const [first, ...others] = searcher.segments;
  const later = await Promise.all(others.map((segment) => withoutIds(segment, ids)));
  return { ...searcher, segments: [await withoutIds(first, ids), ...later] };
}

/** Sizes of all segments together; of the articles those that are published at `now` (milliseconds since 1970). */
export function countsOf({ segments }: Searcher, now: number): ArchiveIndex["size"] {
  const sum = (count: (segment: ArchiveIndex) => number) =>
    segments.reduce((total, segment) => total + count(segment), 0);
  return {
    articles: sum(({ columns }) => publishedCount(columns, now)),
    passages: sum(({ size }) => size.passages),
    terms: sum(({ size }) => size.terms),
    undated: sum(({ size }) => size.undated),
  };
}
