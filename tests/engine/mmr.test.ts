// Maximal marginal relevance, compared with a naive version that computes every value at every step.

import { describe, expect, it } from "vitest";
import { chooseDiverse, type MaxSimilarity } from "../../src/engine/mmr.ts";
import { integerBetween } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

const unlike = async () => 0;

function naive(
  relevance: readonly number[],
  likeness: (a: number, b: number) => number,
  count: number,
  diversity: number,
) {
  const best = Math.max(0, ...relevance) || 1;
  const chosen: { index: number; penalty: number }[] = [];
  while (chosen.length < Math.min(count, relevance.length)) {
    const rows = relevance.map((value, index) => {
      const nearest = Math.max(0, ...chosen.map((other) => likeness(index, other.index)));
      return { index, nearest, worth: (1 - diversity) * (value / best) - diversity * nearest };
    });
    const open = rows.filter(({ index }) => !chosen.some((other) => other.index === index));
    const next = open.reduce((a, b) => (b.worth > a.worth ? b : a));
    chosen.push({ index: next.index, penalty: 0 - diversity * next.nearest });
  }
  return chosen;
}

/** Of all of `others` one by one. */
function most(likeness: (a: number, b: number) => number): MaxSimilarity {
  return async (candidate, others) => Math.max(...others.map((other) => likeness(candidate, other)));
}

describe("chooseDiverse", () => {
  it.each([
    11, 12, 13,
  ])("chooses what the definition of maximal marginal relevance requires (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    for (let round = 0; round < 100; round++) {
      const size = integerBetween(random, 0, 12);
      const relevance = Array.from({ length: size }, () => random());
      const table = relevance.map(() => relevance.map(() => random()));
      const likeness = (a: number, b: number) => table[Math.min(a, b)]?.[Math.max(a, b)] ?? 0;
      const count = integerBetween(random, 0, 14);
      const diversity = random();
      expect(await chooseDiverse(relevance, most(likeness), count, diversity), `round ${round}`).toEqual(
        naive(relevance, likeness, count, diversity),
      );
    }
  });

  it("uses relevance alone without diversity, and makes no comparisons", async () => {
    const likeness = () => Promise.reject(new Error("compared"));
    expect((await chooseDiverse([0.2, 0.9, 0.5, 0.9], likeness, 3, 0)).map(({ index }) => index)).toEqual([
      1, 3, 2,
    ]);
  });

  it("chooses all items even if their relevance is zero", async () => {
    expect((await chooseDiverse([0, 0], unlike, 5, 0.3)).map(({ index }) => index)).toEqual([0, 1]);
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses a diversity of %s", async (diversity) => {
    await expect(chooseDiverse([1], unlike, 1, diversity)).rejects.toThrow(RangeError);
  });
});
