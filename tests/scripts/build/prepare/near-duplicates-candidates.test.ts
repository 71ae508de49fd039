// Candidates for near-duplicates, compared with all pairs.

import { describe, expect, it } from "vitest";
import {
  candidatePairs,
  MAX_NEIGHBOURS,
  SKETCH_HASHES,
  SKETCH_MIN_SHARE,
  sketch,
} from "../../../../scripts/build/prepare/near-duplicates-candidates.ts";
import { seededRandom } from "../../../../scripts/statistics/seeded-random.ts";

const randomHashes = (count: number, random: () => number) =>
  Uint32Array.from({ length: count }, () => Math.floor(random() * 2 ** 32));

describe("a sketch", () => {
  it("is the smallest hashes, each once, ascending", () => {
    const hashes = randomHashes(1000, seededRandom(1));
    const expected = [...new Set(hashes)].sort((a, b) => a - b).slice(0, SKETCH_HASHES);
    expect([...sketch(Uint32Array.of(...hashes, ...hashes))]).toEqual(expected);
  });

  it("leaves the hashes it is made of as they are", () => {
    const hashes = Uint32Array.of(9, 3, 7);
    sketch(hashes);
    expect([...hashes]).toEqual([9, 3, 7]);
  });
});

describe("candidate pairs", () => {
  const seed = 77;
  it(`are those of all pairs that share enough of their sketches, each once (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const sketches = Array.from({ length: 60 }, (): Uint32Array => new Uint32Array(0));
    for (const at of sketches.keys()) {
      const former = sketches[Math.floor(random() * at)] ?? new Uint32Array(0);
      const kept = former.filter(() => random() < 0.3);
      sketches[at] = sketch(
        Uint32Array.of(...kept, ...randomHashes(20 + Math.floor(150 * random()), random)),
      );
    }
    const expected: string[] = [];
    for (const [a, own] of sketches.entries()) {
      for (const [b, other] of sketches.entries()) {
        const shared = own.filter((hash) => other.includes(hash)).length;
        const wanted = Math.max(3, SKETCH_MIN_SHARE * Math.min(own.length, other.length));
        if (a < b && shared >= wanted) expected.push(`${a} ${b}`);
      }
    }
    const found = [...candidatePairs(sketches)].map(([a, b]) => `${a} ${b}`);
    expect(expected.length).toBeGreaterThan(20);
    expect(found.sort()).toEqual(expected.sort());
  });

  it("are only looked for among neighbours if very many share a phrase", () => {
    const same = Uint32Array.of(1, 2, 3, 4);
    const pairs = [...candidatePairs(Array.from({ length: 3 * MAX_NEIGHBOURS }, () => same))];
    expect(Math.max(...pairs.map(([a, b]) => b - a))).toBe(MAX_NEIGHBOURS);
  });

  it("are empty without articles", () => {
    expect([...candidatePairs([])]).toEqual([]);
  });
});
