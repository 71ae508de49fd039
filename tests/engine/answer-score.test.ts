// Log-odds and probabilities of the first hit.

import { describe, expect, it } from "vitest";
import { distancePenalty, minLogit, probability, topLogit } from "../../src/engine/answer-score.ts";
import { seededRandom } from "../support/random.ts";

const curve = { intercept: -9, slope: 16, words: 5 };

describe("the log-odds of a first hit", () => {
  it("rise the nearer the nearest article is and the better the words of one match", () => {
    const least = topLogit(curve, { topCosine: 0.3, topBm25Share: 0.2 });
    expect(topLogit(curve, { topCosine: 0.4, topBm25Share: 0.2 })).toBeGreaterThan(least);
    expect(topLogit(curve, { topCosine: 0.3, topBm25Share: 0.4 })).toBeGreaterThan(least);
  });

  it("equal the curve's own if nothing suggests a relevant hit", () => {
    expect(topLogit(curve, { topCosine: 0, topBm25Share: 0 })).toBe(curve.intercept);
  });
});

describe("how far a hit's log-odds are below those of the first", () => {
  it("is zero at the first hit and grows with the distance", () => {
    const falls = [0, 0.01, 0.1, 1].map((distance) => distancePenalty(curve, distance));
    expect(falls[0]).toBe(0);
    expect(falls).toEqual([...new Set(falls)].sort((a, b) => a - b));
  });
});

describe("the minimum log-odds for a threshold", () => {
  it("exclude nothing whose probability reaches it, and let through little else (seed 1)", () => {
    const random = seededRandom(1);
    for (let round = 0; round < 5000; round++) {
      const threshold = round < 10 ? round / 9 : random();
      const logit = Math.fround(100 * (random() - 0.5) ** (round % 2 === 0 ? 1 : 3));
      if (probability(logit) >= threshold) expect(logit).toBeGreaterThanOrEqual(minLogit(threshold));
      if (probability(logit) < threshold - 1e-5) expect(logit).toBeLessThan(minLogit(threshold));
    }
  });
});

describe("the probability of log-odds", () => {
  it("is one half at 0, and odds of 3 to 1 at the logarithm of 3", () => {
    expect(probability(0)).toBe(0.5);
    expect(probability(Math.log(3))).toBeCloseTo(0.75, 12);
  });

  it("stays between 0 and 1 however extreme they are", () => {
    expect([-1e6, -40, 40, 1e6].map(probability).every((p) => p >= 0 && p <= 1)).toBe(true);
  });
});
