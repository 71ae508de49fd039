// The scan over quantised vectors, held to a plain dot product and to Vectra's own exact query.

import { join } from "node:path";
import { LocalIndex, ProtobufCodec } from "vectra";
import { describe, expect, it } from "vitest";
import { writeVectors } from "../../scripts/steps/vector-store.ts";
import { cosines } from "../../src/vector/exact.ts";
import { quantise } from "../../src/vector/quantise.ts";
import { randomUnitVector } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";
import { tempFolder } from "../support/temp-folder.ts";

const DIMS = 384;
/** What quantise.ts promises for a cosine over 384 dimensions. */
const TOLERANCE = 0.005;

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

function vectorsOf(random: () => number, count: number): Float32Array[] {
  return Array.from({ length: count }, () => randomUnitVector(random, DIMS));
}

describe("cosines", () => {
  it.each([51, 52, 53])("are the dot products within 0.005 (seed %i)", (seed) => {
    const random = seededRandom(seed);
    const vectors = vectorsOf(random, 200);
    const quantised = quantise(vectors, DIMS);
    for (const query of [...vectorsOf(random, 5), ...vectors.slice(0, 5)]) {
      const found = cosines(quantised, query);
      const errors = vectors.map((vector, row) => Math.abs((found[row] ?? 0) - dot(vector, query)));
      expect(Math.max(...errors)).toBeLessThan(TOLERANCE);
    }
  });

  it("are 1 for a vector with itself, -1 with its opposite and 0 for a zero row", () => {
    const vector = randomUnitVector(seededRandom(54), DIMS);
    const opposite = vector.map((x) => -x);
    const found = cosines(quantise([vector, opposite, new Float32Array(DIMS)], DIMS), vector);
    expect(found[0]).toBeCloseTo(1, 3);
    expect(found[1]).toBeCloseTo(-1, 3);
    expect(found[2]).toBe(0);
  });

  it("refuse a query of other dimensions, naming both", () => {
    expect(() => cosines(quantise([], 3), new Float32Array(4))).toThrow(
      new RangeError("query vector has 4 dimensions, the index 3"),
    );
  });

  it.each([55, 56])("rank the ten nearest as Vectra's exact query does (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const vectors = vectorsOf(random, 400);
    const folder = await tempFolder();
    const stored = vectors.map((vector, row) => ({
      articleId: String(row),
      ordinal: 0,
      hash: row.toString(16).padStart(64, "0"),
      vector,
    }));
    await writeVectors(folder, stored, DIMS);
    const index = new LocalIndex(join(folder, "shard-0000"), "index.pb", undefined, new ProtobufCodec());
    const quantised = quantise(vectors, DIMS);
    for (const query of vectorsOf(random, 5)) {
      const scores = cosines(quantised, query);
      const ours = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, 10);
      const theirs = await index.queryItems(Array.from(query), "", 10);
      expect(theirs).toHaveLength(10);
      for (const [place, { item, score }] of theirs.entries()) {
        const row = Number(item.metadata.article);
        // Where two are nearer to each other than int8 can tell, either may stand at this place.
        const here = ours[place] ?? -1;
        expect(Math.abs((scores[row] ?? 0) - score)).toBeLessThan(TOLERANCE);
        if (here !== row) expect(Math.abs((scores[here] ?? 0) - score)).toBeLessThan(TOLERANCE);
      }
      const [nearest] = theirs;
      const runnerUp = theirs[1]?.score ?? 0;
      if (nearest !== undefined && nearest.score - runnerUp > 2 * TOLERANCE) {
        expect(ours[0]).toBe(Number(nearest.item.metadata.article));
      }
    }
  });

  it("rank exactly as Vectra does where the nearest are well apart (seed 57)", async () => {
    const random = seededRandom(57);
    const query = randomUnitVector(random, DIMS);
    // Turned away from the query step by step, far more than int8 rounds.
    const vectors = Array.from({ length: 40 }, (_, step) => {
      const away = randomUnitVector(random, DIMS);
      const mixed = query.map((x, i) => x + step * 0.08 * (away[i] ?? 0));
      const length = Math.hypot(...mixed);
      return mixed.map((x) => x / length);
    });
    const folder = await tempFolder();
    const stored = vectors.map((vector, row) => ({
      articleId: String(row),
      ordinal: 0,
      hash: "0".repeat(64),
      vector,
    }));
    await writeVectors(folder, stored, DIMS);
    const index = new LocalIndex(join(folder, "shard-0000"), "index.pb", undefined, new ProtobufCodec());
    const theirs = await index.queryItems(Array.from(query), "", 10);
    const scores = cosines(quantise(vectors, DIMS), query);
    const ours = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, 10);
    expect(ours).toEqual(theirs.map(({ item }) => Number(item.metadata.article)));
  });
});
