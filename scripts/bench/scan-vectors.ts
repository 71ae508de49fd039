// The vectors to search: those of real passages, from an index that the build made. If more are needed than it has,
// passages are repeated with seeded noise, and the result says how many.

import { readRecord, readVectorsOf } from "../build/prepare/index-folder.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";

export interface ScanVectors {
  readonly dims: number;
  /** Unit vectors, `Float32Array[dims]` each. */
  readonly vectors: readonly Float32Array[];
  /** Vectors of other passages of the archive, which are not among the searched ones. */
  readonly queries: readonly Float32Array[];
  readonly repeated: number;
}

/** Length of the noise added to a unit vector: a repeated passage has a cosine of about 0.96 to the original. */
const NOISE = 0.3;

/** All unit vectors in `index/`; if there is none, an Error with the command that makes it. */
export async function readArchiveVectors(indexFolder: string): Promise<Float32Array[]> {
  const record = await readRecord(indexFolder);
  if (record === null) throw new Error(`There is no index in ${indexFolder}. Run "npm run build".`);
  return (await readVectorsOf(indexFolder, record)).map(({ vector }) => vector);
}

/** The archive must have more passages than there are queries. */
export function pickVectors(
  archive: readonly Float32Array[],
  count: number,
  queryCount: number,
  seed: number,
): ScanVectors {
  if (archive.length <= queryCount) {
    throw new RangeError(`The index has ${archive.length} passages; more than ${queryCount} are needed.`);
  }
  const random = seededRandom(seed);
  const shuffled = sample(archive, archive.length, random);
  const queries = shuffled.slice(0, queryCount);
  const real = shuffled.slice(queryCount, queryCount + count);
  const vectors = [...real];
  for (let i = 0; vectors.length < count; i++) {
    const original = real[i % real.length];
    if (original !== undefined) vectors.push(withNoise(original, random));
  }
  return { dims: queries[0]?.length ?? 0, vectors, queries, repeated: count - real.length };
}

/** Adds uniform noise of length NOISE and scales back to unit length. */
function withNoise(vector: Float32Array, random: () => number): Float32Array {
  const deviation = NOISE / Math.sqrt(vector.length);
  // Uniform numbers with a standard deviation of 1 reach from -√3 to √3.
  const noisy = vector.map((x) => x + (random() * 2 - 1) * Math.sqrt(3) * deviation);
  const length = Math.hypot(...noisy);
  return noisy.map((x) => x / length);
}
