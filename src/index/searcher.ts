// A searcher is all that the engine needs: one or more segments of an archive, and the encoder that made their vectors.
// src/service opens the files.

import type { Encoder } from "../encoder/encoder.ts";
import type { ArchiveIndex } from "./archive-index.ts";
import { publishedCount, withoutIds } from "./visibility.ts";

export interface Searcher {
  /**
   * Searched one by one, each with separate statistics. The first is the archive as built and determines how to rank.
   * No id is in more than one segment.
   */
  readonly segments: readonly [ArchiveIndex, ...ArchiveIndex[]];
  readonly encoder: Encoder;
  /** Changes with every change of a segment. */
  readonly version: string;
}

/** If an article is in several segments, the last one wins and the article is hidden in the others. */
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

/** The same searcher without the articles that have these ids; unknown ids are ignored. */
export async function withoutArticles(searcher: Searcher, ids: Iterable<string>): Promise<Searcher> {
  const [first, ...others] = searcher.segments;
  const later = await Promise.all(others.map((segment) => withoutIds(segment, ids)));
  return { ...searcher, segments: [await withoutIds(first, ids), ...later] };
}

/** Sizes of all segments together; `articles` counts only those published at `now` (milliseconds since 1970). */
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
