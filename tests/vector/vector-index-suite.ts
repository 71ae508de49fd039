// What every VectorIndex promises, exact or not.

import { describe, expect, it } from "vitest";
import { quantise } from "../../src/vector/quantise.ts";
import type { QuantisedVectors } from "../../src/vector/quantised-vectors.ts";
import type { VectorIndex } from "../../src/vector/vector-index.ts";
import { randomUnitVector } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const DIMS = 64;
const OWNERS = 40;
const SEEDS = [91, 92, 93];
/** What two ways of computing a cosine may differ by. */
const TOLERANCE = 1e-4;

type Create = (vectors: QuantisedVectors, firstRow: Uint32Array) => VectorIndex;

/** Owners of one to four rows each. */
function archiveOf(seed: number, create: Create) {
  const random = seededRandom(seed);
  const firstRow = new Uint32Array(OWNERS + 1);
  for (let owner = 0; owner < OWNERS; owner++) {
    firstRow[owner + 1] = (firstRow[owner] ?? 0) + 1 + Math.floor(4 * random());
  }
  const count = firstRow[OWNERS] ?? 0;
  const vectors = quantise(
    Array.from({ length: count }, () => randomUnitVector(random, DIMS)),
    DIMS,
  );
  const index = create(vectors, firstRow);
  const query = randomUnitVector(random, DIMS);
  const ownerOf = (row: number) => firstRow.findLastIndex((first) => first <= row);
  return { index, query, count, ownerOf, random };
}

async function plainScores(index: VectorIndex, query: Float32Array): Promise<number[]> {
  const vectors = await index.vectorsOf([...Array(index.size).keys()]);
  return vectors.map((vector) => vector.reduce((sum, x, i) => sum + x * (query[i] ?? 0), 0));
}

function statsOf(scores: readonly number[]) {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / scores.length) };
}

export function describeVectorIndex(name: string, create: Create): void {
  describe(`the vector index ${name}`, () => {
    it.each(SEEDS)("returns the nearest rows of the allowed owners, ascending (seed %i)", async (seed) => {
      const { index, query, ownerOf, random } = archiveOf(seed, create);
      const allow = Uint8Array.from({ length: OWNERS }, () => Number(random() < 0.5));
      const { rows, scores } = await index.search(query, { count: 10, allow });
      const plain = await plainScores(index, query);
      const all = [...Array(index.size).keys()];
      const wanted = all.filter((row) => allow[ownerOf(row)] === 1);
      const nearest = wanted.sort((a, b) => (plain[b] ?? 0) - (plain[a] ?? 0)).slice(0, 10);
      const returned = rows === null ? all : [...rows];
      expect(returned).toEqual([...returned].sort((a, b) => a - b));
      for (const row of nearest) expect(returned).toContain(row);
      for (const [at, row] of returned.entries()) {
        expect(Math.abs((scores[at] ?? 9) - (plain[row] ?? 0))).toBeLessThan(TOLERANCE);
      }
    });

    it.each(SEEDS)("has a background of all rows, whatever is allowed (seed %i)", async (seed) => {
      const { index, query } = archiveOf(seed, create);
      const { mean, deviation } = statsOf(await plainScores(index, query));
      for (const allow of [null, new Uint8Array(OWNERS).fill(1, 0, 3)]) {
        const { background } = await index.search(query, { count: 5, allow });
        expect(background.mean).toBeCloseTo(mean, 4);
        expect(background.deviation).toBeCloseTo(deviation, 4);
      }
    });

    it.each(SEEDS)("has a background without hidden owners (seed %i)", async (seed) => {
      const { index, query, ownerOf } = archiveOf(seed, create);
      const hidden = [0, 7, OWNERS - 1];
      const shown = (await plainScores(index, query)).filter((_, row) => !hidden.includes(ownerOf(row)));
      const { background } = await index.without(hidden).search(query, { count: 5, allow: null });
      expect(background.mean).toBeCloseTo(statsOf(shown).mean, 4);
      expect(background.deviation).toBeCloseTo(statsOf(shown).deviation, 4);
    });

    it.each(SEEDS)("scores rows that are asked for one by one (seed %i)", async (seed) => {
      const { index, query } = archiveOf(seed, create);
      const plain = await plainScores(index, query);
      const scores = await index.scoresOf(query, [3, 0, 3]);
      for (const [at, row] of [3, 0, 3].entries()) expect(scores[at]).toBeCloseTo(plain[row] ?? 9, 5);
    });

    it("refuses rows that it doesn't have and queries of other dimensions", async () => {
      const { index, query, count } = archiveOf(91, create);
      await expect(index.scoresOf(query, [count])).rejects.toThrow(RangeError);
      await expect(index.vectorsOf([-1])).rejects.toThrow(RangeError);
      await expect(index.search(query.subarray(1), { count: 5, allow: null })).rejects.toThrow(RangeError);
    });
  });
}
