// The only adapter to Vectra: vectors in shards of at most 10,000 items, with the protobuf codec. Vectra accepts any
// dimension, scores a zero vector as NaN and doesn't write atomically, so dimensions and lengths are checked here, and
// index-folder.ts writes to a temporary folder.

import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { LocalIndex } from "vectra";

export const SHARD_ITEMS = 10_000;
const INDEX_FILE = "index.pb";
const UNIT_LENGTH_TOLERANCE = 1e-3;

export interface StoredVector {
  readonly articleId: string;
  /** Number of the passage within its article. */
  readonly ordinal: number;
  /** SHA-256 (hex) of the embedded input. */
  readonly hash: string;
  /** `Float32Array[dims]`, unit length. */
  readonly vector: Float32Array;
}

type ItemMetadata = { article: string; ordinal: number; hash: string };

/** Loaded on demand: Vectra imports much that only text needs, and half of the commands never use it. */
async function shardIndex(folder: string, shard: number): Promise<LocalIndex<ItemMetadata>> {
  const { LocalIndex, ProtobufCodec } = await import("vectra");
  const name = `shard-${String(shard).padStart(4, "0")}`;
  return new LocalIndex<ItemMetadata>(join(folder, name), INDEX_FILE, undefined, new ProtobufCodec());
}

/** Writes all vectors into `folder`, which must be new. Throws a RangeError for wrong dimensions or lengths. */
export async function writeVectors(
  folder: string,
  vectors: readonly StoredVector[],
  dims: number,
): Promise<void> {
  for (const { vector, articleId, ordinal } of vectors) {
    if (vector.length !== dims) {
      throw new RangeError(
        `passage ${ordinal} of ${articleId} has ${vector.length} dimensions, expected ${dims}`,
      );
    }
    const length = Math.hypot(...vector);
    if (!(Math.abs(length - 1) <= UNIT_LENGTH_TOLERANCE)) {
      throw new RangeError(
        `the vector of passage ${ordinal} of ${articleId} has length ${length}, expected 1`,
      );
    }
  }
  await mkdir(folder, { recursive: true });
  for (let shard = 0; shard * SHARD_ITEMS < vectors.length; shard++) {
    const index = await shardIndex(folder, shard);
    await index.createIndex({ version: 1 });
    const items = vectors.slice(shard * SHARD_ITEMS, (shard + 1) * SHARD_ITEMS);
    await index.batchInsertItems(
      items.map(({ articleId, ordinal, hash, vector }) => ({
        id: `${articleId}#${ordinal}`,
        metadata: { article: articleId, ordinal, hash },
        vector: Array.from(vector),
      })),
    );
  }
}

/** Reads all vectors, in the order in which they were written. */
export async function readVectors(folder: string, dims: number): Promise<StoredVector[]> {
  const vectors: StoredVector[] = [];
  const shards = (await readdir(folder)).filter((name) => name.startsWith("shard-")).length;
  for (let shard = 0; shard < shards; shard++) {
    for (const item of await (await shardIndex(folder, shard)).listItems()) {
      if (item.vector.length !== dims) {
        throw new Error(
          `The index in ${folder} has a vector with ${item.vector.length} dimensions, but the model has ${dims}. ` +
            'Delete the contents of index/ and run "npm run build".',
        );
      }
      const { article, ordinal, hash } = item.metadata;
      vectors.push({ articleId: article, ordinal, hash, vector: Float32Array.from(item.vector) });
    }
  }
  return vectors;
}
