// The curve of related articles, fitted to archives whose storylines are known because they were made so.

import { describe, expect, it } from "vitest";
import { articleVectors } from "../../../../scripts/build/fit/article-vectors.ts";
import { fitRelated, type RelatedParameters } from "../../../../scripts/build/fit/fit-related.ts";
import { composeDirection, dot } from "../../../../src/vector/article-vector.ts";
import { type Random, randomUnitVector } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";

/** Chance spreads in them about as in real models, whose 384 are not all used alike. */
const DIMS = 128;

/** Storylines of `size` articles about a direction each; `common` is what all texts share, as in many models. */
function archive(random: Random, storylines: number, size: number, common: number) {
  const shared = randomUnitVector(random, DIMS);
  const stories = Array.from({ length: storylines }, () => randomUnitVector(random, DIMS));
  const articles = stories.flatMap((story, label) => Array.from({ length: size }, () => ({ story, label })));
  const rows = articles.map(({ story }) => {
    const noise = randomUnitVector(random, DIMS);
    const text = story.map((x, i) => 1.5 * x + (noise[i] ?? 0) + common * (shared[i] ?? 0));
    return [composeDirection([text], DIMS)];
  });
  return { labels: articles.map(({ label }) => label), ...articleVectors(rows, DIMS) };
}

function probability({ intercept, slope }: RelatedParameters, x: number): number {
  return 1 / (1 + Math.exp(-(intercept + slope * x)));
}

describe("fitRelated", () => {
  it.each([
    0, 1, 3,
  ])("tells storylines from chance in an archive whose texts share %s of one direction (seed 31)", (common) => {
    const random = seededRandom(31);
    const { labels, vectors, raw } = archive(random, 40, 4, common);
    const { parameters } = fitRelated(raw, vectors);
    let right = 0;
    let pairs = 0;
    for (const [a, vector] of raw.entries()) {
      const others = [...vectors.keys()].filter((b) => b !== a);
      const near = others.sort(
        (b, c) => dot(vector, vectors[c] as Float32Array) - dot(vector, vectors[b] as Float32Array),
      );
      for (const b of near.slice(0, 6)) {
        const isRelated = probability(parameters, dot(vector, vectors[b] as Float32Array)) >= 0.5;
        if (isRelated === (labels[a] === labels[b])) right++;
        pairs++;
      }
    }
    expect(right / pairs).toBeGreaterThan(0.9);
  });

  it("gives higher odds in an archive of which much belongs together (seed 34)", () => {
    const oddsOfFiveSpreads = (storylines: number, size: number) => {
      const { vectors, raw } = archive(seededRandom(34), storylines, size, 0);
      const { parameters, pairs } = fitRelated(raw, vectors);
      return probability(parameters, pairs.median + 5 * pairs.spread);
    };
    expect(oddsOfFiveSpreads(8, 15)).toBeGreaterThan(oddsOfFiveSpreads(60, 2) + 0.2);
  });

  it("gives the same for the same archive (seed 32)", () => {
    const random = seededRandom(32);
    const { vectors, raw } = archive(random, 10, 3, 1);
    expect(fitRelated(raw, vectors)).toEqual(fitRelated(raw, vectors));
  });

  it("keeps to what is usual where there is next to nothing to learn from (seed 33)", () => {
    const usual = fitRelated([], []).parameters;
    expect(-usual.intercept / usual.slope).toBeCloseTo(0.54, 2);
    const random = seededRandom(33);
    const { vectors, raw } = archive(random, 3, 1, 0);
    const few = fitRelated(raw, vectors).parameters;
    expect(Math.abs(few.slope - usual.slope) / usual.slope).toBeLessThan(0.2);
  });

  it("stays a curve where all articles are copies of one, or have no direction", () => {
    const copy = new Float32Array(DIMS).fill(1 / Math.sqrt(DIMS));
    const copies = Array.from({ length: 100 }, () => copy);
    const nowhere = copies.map(() => new Float32Array(DIMS));
    for (const vectors of [copies, nowhere]) {
      const { intercept, slope } = fitRelated(vectors, vectors).parameters;
      expect(Number.isFinite(intercept)).toBe(true);
      expect(slope).toBeGreaterThan(0);
      expect(slope).toBeLessThanOrEqual(65);
    }
  });

  it("calls copies related even where most of the archive is copies", () => {
    const copy = new Float32Array(DIMS);
    copy[0] = 1;
    const other = new Float32Array(DIMS);
    other[1] = 1;
    const vectors = [...Array.from({ length: 30 }, () => copy), other, other, other, other];
    expect(probability(fitRelated(vectors, vectors).parameters, 1)).toBeGreaterThan(0.5);
  });

  it("takes as many augmented vectors as raw ones", () => {
    expect(() => fitRelated([new Float32Array(DIMS)], [])).toThrow(RangeError);
  });
});
