// The vectors that are searched: those of real passages, from an index that the build made. Where more are wanted than
// it holds, passages are repeated with seeded noise, and the caller is told how many.

import { readRecord, readVectorsOf } from "../build/prepare/index-folder.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";

export interface ScanVectors {
  readonly dims: number;
  /** Unit vectors, `Float32Array[dims]` each. */
  readonly vectors: readonly Float32Array[];
  /** Of other passages of the same archive, none of which is searched. */
  readonly queries: readonly Float32Array[];
  readonly repeated: number;
}

/** Length of the noise beside a unit vector: a repeated passage has a cosine of about 0.96 to its first. */
const NOISE = 0.3;

/** All unit vectors under `index/`; an Error with the command that makes one where there is none. */
export async function readArchiveVectors(indexFolder: string): Promise<Float32Array[]> {
  const record = await readRecord(indexFolder);
  if (record === null) throw new Error(`There is no index in ${indexFolder}. Run "npm run build".`);
  return (await readVectorsOf(indexFolder, record)).map(({ vector }) => vector);
}

/** An archive must have more passages than there are queries. */
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

/** Uniform noise of length NOISE, and the result at unit length again. */
function withNoise(vector: Float32Array, random: () => number): Float32Array {
  const deviation = NOISE / Math.sqrt(vector.length);
  // Uniform numbers of deviation 1 reach from -√3 to √3.
  const noisy = vector.map((x) => x + (random() * 2 - 1) * Math.sqrt(3) * deviation);
  const length = Math.hypot(...noisy);
  return noisy.map((x) => x / length);
}
