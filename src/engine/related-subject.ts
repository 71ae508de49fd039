// What related articles are sought for: one direction, a span of time, and the articles it stands for. Made the same
// way from one article, from several and from a draft.

import type { ArchiveIndex } from "../index/archive-index.ts";
import { hasFlag } from "../index/columns.ts";
import { idKey } from "../index/keys.ts";
import type { Searcher } from "../index/searcher.ts";
import { composeDirection, subtractMean } from "../vector/article-vector.ts";
import { meanDirection } from "../vector/mean-direction.ts";
import { spanOf, type TimeSpan } from "./age.ts";
import type { RelatedSubject } from "./related-request.ts";

/** Passages that are read from one article; the beginning of a book says what it is about. */
const MAX_PASSAGES_READ = 256;

export interface Subject {
  /**
   * In the space of a segment's articles: `Float32Array[dims]`, unit length; zero if it has no direction, and then
   * nothing is near it.
   */
  vectorIn(segment: ArchiveIndex): Float32Array;
  /** null if no part of it has a date. */
  readonly span: TimeSpan | null;
  /** For each segment the ordinals of its articles that the subject consists of. */
  readonly articles: readonly (readonly number[])[];
  /** Those of them that take part in related lists. */
  readonly sources: readonly (readonly number[])[];
}

/** null if every article of the subject is kept out of related lists: then it has none. */
export async function subjectOf(
  { segments }: Searcher,
  asked: RelatedSubject,
  now: number,
): Promise<Subject | null> {
  if (asked.kind === "text") {
    const none = segments.map(() => []);
    return {
      vectorIn: ({ mean }) => subtractMean(asked.direction, mean),
      span: spanOf([asked.publishedAt ?? now]),
      articles: none,
      sources: none,
    };
  }
  const articles = await ordinalsOf(segments, asked.ids);
  const sources = segments.map(({ columns }, at) =>
    (articles[at] ?? []).filter((ordinal) => !hasFlag(columns, ordinal, "noRelated")),
  );
  if (sources.every((ordinals) => ordinals.length === 0)) return null;
  const read = segments.map(async (segment, at) => {
    // An article in a language that the encoder doesn't support has no vector to go by.
    const supported = (sources[at] ?? []).filter(
      (ordinal) => !hasFlag(segment.columns, ordinal, "unsupportedLanguage"),
    );
    return Promise.all(supported.map((ordinal) => rawDirection(segment, ordinal)));
  });
  const directions = (await Promise.all(read)).flat();
  const times = segments.flatMap(({ columns }, at) =>
    (sources[at] ?? []).map((ordinal) => columns.publishedAt[ordinal] ?? Number.NaN),
  );
  return { vectorIn: ({ mean }) => togetherIn(mean, directions), span: spanOf(times), articles, sources };
}

/** The mean of several directions, each centred. */
function togetherIn(mean: Float32Array, directions: readonly Float32Array[]): Float32Array {
  const vectors = directions.map((direction) => subtractMean(direction, mean));
  const [only] = vectors;
  const vector = vectors.length === 1 ? only : meanDirection(vectors, mean.length);
  return vector ?? new Float32Array(mean.length);
}

/** For each segment the articles with these ids. */
async function ordinalsOf(
  segments: readonly ArchiveIndex[],
  ids: readonly string[],
): Promise<(readonly number[])[]> {
  if (ids.length === 0) throw new RangeError("related: the subject is no article");
  const found: number[][] = segments.map(() => []);
  for (const id of ids) {
    let isFound = false;
    for (const [at, { documents, columns }] of segments.entries()) {
      const ordinal = await documents.find(idKey(id));
      // In a segment before the last that has it, it is taken down.
      if (ordinal === null || (isSuperseded(columns.publishedAt, ordinal) && at < segments.length - 1))
        continue;
      found[at]?.push(ordinal);
      isFound = true;
    }
    if (!isFound) throw new RangeError(`related: there is no article "${id}"`);
  }
  return found;
}

function isSuperseded(publishedAt: Float64Array, ordinal: number): boolean {
  return publishedAt[ordinal] === Number.POSITIVE_INFINITY;
}

/**
 * The direction of an article by its passages, not centred: `Float32Array[dims]`, unit length. The vector that is stored
 * for it is augmented by its neighbours; this one is raw. About 10 µs for an article of six passages.
 */
export async function rawDirection(
  { columns, passages, mean }: ArchiveIndex,
  ordinal: number,
): Promise<Float32Array> {
  const [first = 0, end = 0] = columns.firstPassage.subarray(ordinal, ordinal + 2);
  const count = Math.min(end - first, MAX_PASSAGES_READ);
  const vectors = await passages.vectorsOf(Array.from({ length: count }, (_, i) => first + i));
  return composeDirection(vectors, mean.length);
}

/** The same, centred: how two articles of the segment are compared. */
export async function rawVector(segment: ArchiveIndex, ordinal: number): Promise<Float32Array> {
  return subtractMean(await rawDirection(segment, ordinal), segment.mean);
}
