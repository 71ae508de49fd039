// Measures how much two candidates for related articles repeat each other, for diversity.

import { dot } from "../vector/article-vector.ts";
import type { MaxSimilarity } from "./mmr.ts";
import type { PlacedCandidate } from "./related-segment.ts";
import { rawVector } from "./related-subject.ts";

/**
 * Two articles repeat each other, and diversity applies, only from this cosine up. Articles on one storyline are near
 * each other too, but they belong in the same list.
 */
const SIMILARITY_FLOOR = 0.8;

/** Compares the candidates' raw vectors, because stored ones are augmented by neighbours. Reads each only once. */
export function similarityIn(pool: readonly PlacedCandidate[]): MaxSimilarity {
  const vectors = new Map<number, Float32Array>();
  const vectorOf = async (at: number): Promise<Float32Array> => {
    const read = vectors.get(at);
    if (read !== undefined) return read;
    const placed = pool[at];
    if (placed === undefined) throw new RangeError(`no candidate ${at} of ${pool.length}`);
    const vector = await rawVector(placed.segment.index, placed.candidate.ordinal);
    vectors.set(at, vector);
    return vector;
  };
  return async (candidate, others) => {
    const vector = await vectorOf(candidate);
    let most = 0;
    for (const other of others) {
      const cosine = dot(vector, vectors.get(other) ?? (await vectorOf(other)));
      most = Math.max(most, (cosine - SIMILARITY_FLOOR) / (1 - SIMILARITY_FLOOR));
    }
    return most;
  };
}
