// The adapter to Vectra: what is written comes back, and what must not be written is refused.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  readVectors,
  SHARD_ITEMS,
  type StoredVector,
  writeVectors,
} from "../../../../scripts/build/prepare/vector-store.ts";
import { randomUnitVector } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const random = seededRandom(111);

function stored(count: number, dims: number): StoredVector[] {
  return Array.from({ length: count }, (_, i) => ({
    articleId: `article-${Math.floor(i / 3)}`,
    ordinal: i % 3,
    hash: i.toString(16).padStart(64, "0"),
    vector: randomUnitVector(random, dims),
  }));
}

describe("stored vectors", () => {
  it("come back as they were, in their order", async () => {
    const folder = join(await tempFolder(), "vectors");
    const vectors = stored(100, 48);
    await writeVectors(folder, vectors, 48);
    expect(await readVectors(folder, 48)).toEqual(vectors);
  });

  it("are cut into shards, and come back in their order", async () => {
    const folder = join(await tempFolder(), "vectors");
    const vectors = stored(SHARD_ITEMS + 2, 2);
    await writeVectors(folder, vectors, 2);
    expect((await readdir(folder)).sort()).toEqual(["shard-0000", "shard-0001"]);
    expect(await readVectors(folder, 2)).toEqual(vectors);
  });

  it("may be empty", async () => {
    const folder = join(await tempFolder(), "vectors");
    await writeVectors(folder, [], 4);
    expect(await readVectors(folder, 4)).toEqual([]);
  });

  it.each([
    ["a zero vector", new Float32Array(4), "has length 0, expected 1"],
    ["a vector with NaN", Float32Array.of(Number.NaN, 1, 0, 0), "has length NaN, expected 1"],
    ["a vector that is too long", Float32Array.of(1, 1, 0, 0), "expected 1"],
    ["a vector of other dimensions", Float32Array.of(1, 0), "has 2 dimensions, expected 4"],
  ])("refuse %s before anything is written, naming the passage", async (_, vector, message) => {
    const folder = join(await tempFolder(), "vectors");
    const vectors = [...stored(3, 4), { articleId: "bad", ordinal: 7, hash: "0".repeat(64), vector }];
    const refused = await writeVectors(folder, vectors, 4).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RangeError);
    expect(String(refused)).toContain("passage 7 of bad");
    expect(String(refused)).toContain(message);
    await expect(readdir(folder)).rejects.toThrow("ENOENT");
  });

  it("name both dimensions and what to do if the index has others than the model", async () => {
    const folder = join(await tempFolder(), "vectors");
    await writeVectors(folder, stored(2, 4), 4);
    await expect(readVectors(folder, 8)).rejects.toThrow(/4 dimensions, but the model has 8.*npm run build/);
  });
});
