// What related articles are sought for: one direction, a span of time, and the articles it stands for. It is made the
// same way of one article, of several and of a draft.

import type { Snapshot } from "../index/snapshot/reader.ts";
import { articleVector } from "../vector/article-vector.ts";
import { meanDirection } from "../vector/mean-direction.ts";
import { dequantiseRow } from "../vector/quantise.ts";
import { spanOf, type TimeSpan } from "./age.ts";
import type { RelatedSubject } from "./related-request.ts";

/** Passages that are read of one article; the beginning of a book says what it is about. */
const PASSAGES_READ = 256;

export interface Subject {
  /** `Float32Array[dims]`, unit length; zero where it has no direction, and then nothing is near it. */
  readonly vector: Float32Array;
  /** Null where nothing of it has a date. */
  readonly span: TimeSpan | null;
  /** Those of the archive's articles that take part in related lists. */
  readonly ordinals: readonly number[];
}

/** Null where every article of the subject is kept out of related lists: then it has none of its own. */
export function subjectOf(snapshot: Snapshot, asked: RelatedSubject, now: number): Subject | null {
  if (asked.kind === "text") {
    return { vector: asked.vector, span: spanOf([asked.publishedAt ?? now]), ordinals: [] };
  }
  if (asked.ordinals.length === 0) throw new RangeError("related: the subject is no article");
  const ordinals = asked.ordinals.filter((ordinal) => !snapshot.has(ordinal, "noRelated"));
  if (ordinals.length === 0) return null;
  // Of a language that the encoder does not read there is no vector to go by.
  const read = ordinals.filter((ordinal) => !snapshot.has(ordinal, "unread"));
  const vectors = read.map((ordinal) => ownVector(snapshot, ordinal));
  const [only] = vectors;
  const vector = vectors.length === 1 ? only : meanDirection(vectors, snapshot.centre.length);
  return {
    vector: vector ?? new Float32Array(snapshot.centre.length),
    span: spanOf(ordinals.map((ordinal) => snapshot.publishedAt[ordinal] ?? Number.NaN)),
    ordinals,
  };
}

/**
 * The article's own vector (`Float32Array[dims]`, centred, unit length) by its passages; the one that is stored leans
 * on its neighbours. About 10 µs for an article of six passages.
 */
export function ownVector(snapshot: Snapshot, ordinal: number): Float32Array {
  if (!(ordinal >= 0 && ordinal < snapshot.articleCount)) {
    throw new RangeError(`related: no article ${ordinal} of ${snapshot.articleCount}`);
  }
  const [first = 0, end = 0] = snapshot.firstPassage.subarray(ordinal, ordinal + 2);
  const passages: Float32Array[] = [];
  for (let row = first; row < Math.min(end, first + PASSAGES_READ); row++) {
    passages.push(dequantiseRow(snapshot.passageVectors, row));
  }
  return articleVector(passages, snapshot.centre);
}
