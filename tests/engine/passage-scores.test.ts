// From passages' cosines to articles' scores, compared with sorting each article's passages.

import { describe, expect, it } from "vitest";
import { POOLED_PASSAGES, scorePassages } from "../../src/engine/passage-scores.ts";
import { integerBetween, type Random } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

function archiveOf(passages: readonly (readonly number[])[]) {
  const firstPassage = new Uint32Array(passages.length + 1);
  for (const [a, own] of passages.entries()) firstPassage[a + 1] = (firstPassage[a] ?? 0) + own.length;
  return {
    snapshot: { articleCount: passages.length, firstPassage },
    cosines: Float32Array.from(passages.flat()),
  };
}

function scored(passages: readonly (readonly number[])[], topPassagesWeight: number) {
  const { snapshot, cosines } = archiveOf(passages);
  const { best, scoreOf, bestPassageOf } = scorePassages(snapshot, cosines, topPassagesWeight);
  const articles = [...passages.keys()];
  return { best: [...best], scores: articles.map(scoreOf), bestPassage: articles.map(bestPassageOf) };
}

/** Few distinct cosines, so that some are equal. */
function randomPassages(random: Random): number[][] {
  return Array.from({ length: integerBetween(random, 0, 20) }, () =>
    Array.from({ length: integerBetween(random, 0, 12) }, () => integerBetween(random, -8, 8) / 8),
  );
}

describe("scorePassages", () => {
  it("mixes the best passage with the mean of the best few, padded with the last (seeds 1 to 100)", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed);
      const passages = randomPassages(random);
      const topPassagesWeight = random();
      const { scores, best } = scored(passages, topPassagesWeight);
      for (const [article, own] of passages.entries()) {
        const top = [...own].sort((a, b) => b - a).slice(0, POOLED_PASSAGES);
        while (top.length > 0 && top.length < POOLED_PASSAGES) top.push(top.at(-1) ?? 0);
        const mean = top.reduce((sum, cosine) => sum + cosine, 0) / POOLED_PASSAGES;
        const expected =
          own.length === 0 ? -1 : (1 - topPassagesWeight) * (top[0] ?? 0) + topPassagesWeight * mean;
        expect(scores[article], `seed ${seed}, article ${article}`).toBeCloseTo(expected, 6);
        expect(best[article], `seed ${seed}, article ${article}`).toBe(top[0] ?? -1);
      }
    }
  });

  it("names the first of an article's best passages, by its number in the archive (seeds 1 to 100)", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const passages = randomPassages(seededRandom(seed));
      const { firstPassage } = archiveOf(passages).snapshot;
      const { bestPassage } = scored(passages, 0.3);
      const expected = passages.map((own, article) =>
        own.length === 0 ? -1 : (firstPassage[article] ?? 0) + own.indexOf(Math.max(...own)),
      );
      expect([...bestPassage], `seed ${seed}`).toEqual(expected);
    }
  });

  it("is the best cosine alone without topPassagesWeight", () => {
    const { scores, best } = scored([[0.5, 0.25], [0.75]], 0);
    expect(scores).toEqual(best);
  });

  it("ranks an article with much on the subject above one with a single matching passage", () => {
    const { scores } = scored(
      [
        [0.75, 0, 0, 0, 0],
        [0.75, 0.5, 0.5, 0.5, 0.5],
      ],
      0.3,
    );
    expect(scores[1]).toBeGreaterThan(scores[0] ?? 1);
  });

  it("does not penalise a short article", () => {
    const { scores } = scored([[0.75], [0.75, 0.5, 0.5, 0.5, 0.5, 0.5]], 0.3);
    expect(scores[0]).toBeGreaterThan(scores[1] ?? 1);
  });

  it("gains nothing from passages beyond the few that count", () => {
    const few = [0.75, ...Array<number>(POOLED_PASSAGES - 1).fill(0.5)];
    const { scores } = scored([few, [...few, 0.5, 0.5, 0.25]], 0.3);
    expect(scores[1]).toBe(scores[0]);
  });
});
