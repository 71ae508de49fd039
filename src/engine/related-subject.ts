// The subject of a search for related articles: one direction, a span of time, and the articles that make it up. It is
// made the same way from one article, from several or from a draft.

import type { ArchiveIndex } from "../index/archive-index.ts";
import { hasFlag } from "../index/columns.ts";
import { idKey } from "../index/keys.ts";
import type { Searcher } from "../index/searcher.ts";
import { composeDirection, subtractMean } from "../vector/article-vector.ts";
import { meanDirection } from "../vector/mean-direction.ts";
import { spanOf, type TimeSpan } from "./age.ts";
import type { RelatedSubject } from "./related-request.ts";

/** The most passages read from one article: even the beginning of a book says what it is about. */
const MAX_PASSAGES_READ = 256;

export interface Subject {
  /**
   * `Float32Array[dims]`: the subject's vector in the space of a segment's articles, unit length. Zero if the subject
   * has no direction; then nothing is near it.
   */
  vectorIn(segment: ArchiveIndex): Float32Array;
  /** null if no part of it is dated. */
  readonly span: TimeSpan | null;
  /** For each segment, the ordinals of the articles that make up the subject. */
  readonly articles: readonly (readonly number[])[];
  /** The same, without articles that are kept out of related lists. */
  readonly sources: readonly (readonly number[])[];
}

/** null if all of the subject's articles are kept out of related lists: then it has no related articles. */
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
    // An article in a language that the encoder doesn't support has no usable vector.
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

/** For each segment, the articles with these ids. */
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
      // If several segments have the article, it is hidden in all of them but the last.
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
 * An article's direction, composed from its passages and not centred: `Float32Array[dims]`, unit length. Unlike the
 * stored vector, it is not augmented by its neighbours. Takes about 10 µs for an article of six passages.
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

/** The same, centred, for comparing two articles of the segment. */
export async function rawVector(segment: ArchiveIndex, ordinal: number): Promise<Float32Array> {
  return subtractMean(await rawDirection(segment, ordinal), segment.mean);
}
