// How BM25 is scaled to the cosine.

import { describe, expect, it } from "vitest";
import { inverseDeviation, keywordGain, semanticRatioOf } from "../../src/engine/fusion.ts";
import { scoreStats } from "../../src/vector/score-stats.ts";
import { integerBetween } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const fusion = { topPassagesWeight: 0.3, keywordWeight: 0.5 };

describe("inverseDeviation", () => {
  it("produces standard scores with mean 0 and deviation 1, whatever the scale (seeds 1 to 30)", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seededRandom(seed);
      const scale = 10 ** integerBetween(random, -2, 3);
      const scores = Float32Array.from({ length: integerBetween(random, 2, 50) }, () => scale * random());
      const stats = scoreStats(scores);
      const standard = scores.map((score) => (score - stats.mean) * inverseDeviation(stats));
      expect(scoreStats(standard).mean, `seed ${seed}`).toBeCloseTo(0, 5);
      expect(scoreStats(standard).deviation, `seed ${seed}`).toBeCloseTo(1, 5);
    }
  });

  it("treats equal values as no evidence", () => {
    expect(inverseDeviation(scoreStats(Float32Array.of(0.1, 0.1, 0.1)))).toBe(0);
  });
});

describe("keywordGain", () => {
  const cosines = { mean: 0.2, deviation: 0.08 };
  const words = { mean: 3, deviation: 4 };

  it("makes one deviation of BM25 worth as many of the cosine as the fitted weight", () => {
    expect(keywordGain(fusion, null, cosines, words) * 4).toBeCloseTo(0.5 * 0.08, 10);
  });

  it("is the same for the ratio reported for the fitted weight", () => {
    const stated = keywordGain(fusion, semanticRatioOf(fusion), cosines, words);
    expect(stated).toBeCloseTo(keywordGain(fusion, null, cosines, words), 10);
  });

  it("falls with the share of meaning, to zero at 1", () => {
    const gains = [0.1, 0.5, 0.9, 1].map((ratio) => keywordGain(fusion, ratio, cosines, words));
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
    expect(gains.at(-1)).toBe(0);
  });

  it("is zero if no article matches better than another", () => {
    expect(keywordGain(fusion, 0.1, cosines, { mean: 0, deviation: 0 })).toBe(0);
  });
});

describe("semanticRatioOf", () => {
  it("is a share from 0 to 1: 1 if words weigh nothing, one half if both weigh the same", () => {
    expect(semanticRatioOf({ ...fusion, keywordWeight: 0 })).toBe(1);
    expect(semanticRatioOf({ ...fusion, keywordWeight: 1 })).toBe(0.5);
    expect(semanticRatioOf({ ...fusion, keywordWeight: 1e9 })).toBeCloseTo(0, 6);
  });
});
