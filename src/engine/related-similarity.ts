// How much two candidates for related articles say the same, for diversity.

import { dot } from "../vector/article-vector.ts";
import type { MaxSimilarity } from "./mmr.ts";
import type { PlacedCandidate } from "./related-segment.ts";
import { rawVector } from "./related-subject.ts";

/**
 * From this cosine on two articles say the same, and diversity counts: a storyline's pieces are near each other, and
 * it is right that they are listed next to each other.
 */
const SIMILARITY_FLOOR = 0.8;

/** By the candidates' raw vectors: those that are stored are augmented by each other. Each is read once. */
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
