// What every `VectorScan` promises. An implementation's own test file calls `describeScan` and adds what holds for it
// alone.

import { join } from "node:path";
import { LocalIndex, ProtobufCodec } from "vectra";
import { describe, expect, it } from "vitest";
import { writeVectors } from "../../scripts/build/prepare/vector-store.ts";
import { quantise } from "../../src/vector/quantise.ts";
import type { QuantisedVectors } from "../../src/vector/quantised-vectors.ts";
import type { VectorScan } from "../../src/vector/vector-scan.ts";
import { randomUnitVector } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";
import { tempFolder } from "../support/temp-folder.ts";

const DIMS = 384;
/** What quantise.ts promises for a cosine over 384 dimensions. */
const QUANTISED_TOLERANCE = 0.005;
/** What scan.ts promises against the product with the int8 vectors. */
const SCAN_TOLERANCE = 1e-4;

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

function exactScores({ values, scales, dims }: QuantisedVectors, query: Float32Array): number[] {
  return Array.from(
    scales,
    (scale, row) => dot(Float32Array.from(values.subarray(row * dims, (row + 1) * dims)), query) * scale,
  );
}

export function vectorsOf(random: () => number, count: number, dims = DIMS): Float32Array[] {
  return Array.from({ length: count }, () => randomUnitVector(random, dims));
}

export function describeScan(name: string, create: (vectors: QuantisedVectors) => VectorScan): void {
  describe(`the scan ${name}`, () => {
    it.each([
      [61, 1, DIMS],
      [62, 7, DIMS],
      [63, 64, DIMS],
      [64, 101, 16],
      [65, 30, 1024],
    ])("gives the exact product with the int8 vectors (seed %i, %i rows of %i)", (seed, count, dims) => {
      const random = seededRandom(seed);
      const vectors = quantise(vectorsOf(random, count, dims), dims);
      const scan = create(vectors);
      for (const query of [...vectorsOf(random, 5, dims), new Float32Array(dims)]) {
        const found = scan.cosines(query);
        const exact = exactScores(vectors, query);
        expect(found).toHaveLength(count);
        for (const [row, score] of exact.entries()) {
          expect(Math.abs((found[row] ?? Number.NaN) - score), `row ${row}`).toBeLessThan(SCAN_TOLERANCE);
        }
      }
    });

    it.each([51, 52, 53])("gives cosines within 0.005 (seed %i)", (seed) => {
      const random = seededRandom(seed);
      const vectors = vectorsOf(random, 200);
      const scan = create(quantise(vectors, DIMS));
      for (const query of [...vectorsOf(random, 5), ...vectors.slice(0, 5)]) {
        const found = scan.cosines(query);
        const errors = vectors.map((vector, row) => Math.abs((found[row] ?? 0) - dot(vector, query)));
        expect(Math.max(...errors)).toBeLessThan(QUANTISED_TOLERANCE);
      }
    });

    it("gives the extremes of int8 in every component", () => {
      const largest = new Float32Array(DIMS).fill(1 / Math.sqrt(DIMS));
      const scan = create(quantise([largest, largest.map((x) => -x)], DIMS));
      for (const sign of [1, -1]) {
        const found = scan.cosines(largest.map((x) => sign * x));
        expect(found[0]).toBeCloseTo(sign, 4);
        expect(found[1]).toBeCloseTo(-sign, 4);
      }
    });

    it("gives 1 for a vector with itself, -1 with its opposite and 0 for a zero row", () => {
      const vector = randomUnitVector(seededRandom(54), DIMS);
      const opposite = vector.map((x) => -x);
      const scan = create(quantise([vector, opposite, new Float32Array(DIMS)], DIMS));
      const found = scan.cosines(vector);
      expect(found[0]).toBeCloseTo(1, 3);
      expect(found[1]).toBeCloseTo(-1, 3);
      expect(found[2]).toBe(0);
    });

    it("keeps the vectors as they were given", () => {
      const vectors = quantise(vectorsOf(seededRandom(58), 9), DIMS);
      const { vectors: kept } = create(vectors);
      expect({ ...kept }).toEqual(vectors);
    });

    it("leaves scores that it gave untouched", () => {
      const random = seededRandom(59);
      const scan = create(quantise(vectorsOf(random, 9), DIMS));
      const [one, other] = [randomUnitVector(random, DIMS), randomUnitVector(random, DIMS)];
      const scores = scan.cosines(one);
      const nearest = scan.nearest(one, 3);
      const copy = { scores: scores.slice(), rows: nearest.rows.slice() };
      scan.nearest(other, 3);
      expect({ scores, rows: nearest.rows }).toEqual(copy);
    });

    it.each([
      [71, 1],
      [72, 10],
      [73, 499],
      [74, 500],
      [75, 501],
    ])("gives the nearest in order (seed %i, %i of 500)", (seed, count) => {
      const random = seededRandom(seed);
      const scan = create(quantise(vectorsOf(random, 500), DIMS));
      const query = randomUnitVector(random, DIMS);
      const scores = scan.cosines(query);
      const sorted = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
      const expected = sorted.slice(0, count);
      const found = scan.nearest(query, count);
      expect([...found.rows]).toEqual(expected);
      expect([...found.scores]).toEqual(expected.map((row) => scores[row]));
    });

    it("puts the lower row first where scores are equal", () => {
      const random = seededRandom(76);
      const [a, b] = [randomUnitVector(random, DIMS), randomUnitVector(random, DIMS)];
      const scan = create(quantise([b, a, b, a, a, b], DIMS));
      expect([...scan.nearest(a, 6).rows]).toEqual([1, 3, 4, 0, 2, 5]);
      expect([...scan.nearest(a, 2).rows]).toEqual([1, 3]);
    });

    it("finds nothing among no vectors", () => {
      const scan = create(quantise([], DIMS));
      expect(scan.cosines(new Float32Array(DIMS))).toHaveLength(0);
      expect(scan.nearest(new Float32Array(DIMS), 5)).toEqual({
        rows: new Uint32Array(),
        scores: new Float32Array(),
      });
    });

    it("refuses a query of other dimensions, naming both", () => {
      const scan = create(quantise([], DIMS));
      const problem = new RangeError("query vector has 4 dimensions, the index 384");
      expect(() => scan.cosines(new Float32Array(4))).toThrow(problem);
      expect(() => scan.nearest(new Float32Array(4), 1)).toThrow(problem);
    });

    it.each([0, -1, 1.5, Number.NaN])("refuses to give %s neighbours", (count) => {
      const scan = create(quantise(vectorsOf(seededRandom(1), 2), DIMS));
      expect(() => scan.nearest(new Float32Array(DIMS), count)).toThrow(RangeError);
    });

    it("ranks exactly as Vectra does where the nearest are well apart (seed 57)", async () => {
      const random = seededRandom(57);
      const query = randomUnitVector(random, DIMS);
      // Turned away from the query step by step, far more than int8 rounds.
      const vectors = Array.from({ length: 40 }, (_, step) => {
        const away = randomUnitVector(random, DIMS);
        const mixed = query.map((x, i) => x + step * 0.08 * (away[i] ?? 0));
        const length = Math.hypot(...mixed);
        return mixed.map((x) => x / length);
      });
      const theirs = await vectraNearest(vectors, query);
      const ours = create(quantise(vectors, DIMS)).nearest(query, 10);
      expect([...ours.rows]).toEqual(theirs.map(({ row }) => row));
    });

    it.each([55, 56])("ranks the ten nearest as Vectra's exact query does (seed %i)", async (seed) => {
      const random = seededRandom(seed);
      const vectors = vectorsOf(random, 400);
      const scan = create(quantise(vectors, DIMS));
      const query = randomUnitVector(random, DIMS);
      const theirs = await vectraNearest(vectors, query);
      const { rows, scores } = scan.nearest(query, 10);
      const all = scan.cosines(query);
      expect(theirs).toHaveLength(10);
      for (const [place, { row, score }] of theirs.entries()) {
        // Where two are nearer to each other than int8 can tell, either may stand at this place.
        expect(Math.abs((all[row] ?? 0) - score)).toBeLessThan(QUANTISED_TOLERANCE);
        if (rows[place] !== row) {
          expect(Math.abs((scores[place] ?? 0) - score)).toBeLessThan(QUANTISED_TOLERANCE);
        }
      }
    });
  });
}

/** Vectra's ten nearest. */
async function vectraNearest(
  vectors: readonly Float32Array[],
  query: Float32Array,
): Promise<{ row: number; score: number }[]> {
  const folder = await tempFolder();
  const stored = vectors.map((vector, row) => ({
    articleId: String(row),
    ordinal: 0,
    hash: row.toString(16).padStart(64, "0"),
    vector,
  }));
  await writeVectors(folder, stored, DIMS);
  const index = new LocalIndex(join(folder, "shard-0000"), "index.pb", undefined, new ProtobufCodec());
  const found = await index.queryItems(Array.from(query), "", 10);
  return found.map(({ item, score }) => ({ row: Number(item.metadata.article), score }));
}
