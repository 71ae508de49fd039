// The best of many by score, and one of each group, compared with sorting and grouping everything.

import { describe, expect, it } from "vitest";
import { collapseGroups, selectBest } from "../../src/engine/selection.ts";
import { integerBetween, type Random, shuffled } from "../support/generated.ts";
import { seededRandom } from "../support/random.ts";

/** Scores with few distinct values, so that many are equal. */
function scoresOf(random: Random, count: number): Float32Array {
  return Float32Array.from({ length: count }, () => integerBetween(random, -3, 3) / 3);
}

function someOf(random: Random, count: number): number[] {
  const share = random();
  return shuffled(random, [...new Array(count).keys()]).filter(() => random() < share);
}

function sorted(ordinals: readonly number[], scores: Float32Array): number[] {
  return [...ordinals].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

describe("selectBest", () => {
  it("returns the same as sorting everything and taking the first (seeds 1 to 300)", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seededRandom(seed);
      const size = integerBetween(random, 0, 120);
      const scores = scoresOf(random, size);
      const ordinals = someOf(random, size);
      const count = integerBetween(random, 0, 30);
      expect(selectBest(ordinals, scores, count), `seed ${seed}`).toEqual(
        sorted(ordinals, scores).slice(0, count),
      );
    }
  });

  it("takes the newer of two equals, however few are requested", () => {
    const equal = new Float32Array(100);
    expect(selectBest([...equal.keys()].reverse(), equal, 3)).toEqual([0, 1, 2]);
  });

  it("does not change its input", () => {
    const ordinals = [2, 0, 1];
    selectBest(ordinals, Float32Array.of(1, 3, 2), 3);
    expect(ordinals).toEqual([2, 0, 1]);
  });
});

describe("collapseGroups", () => {
  it("keeps each group's main article, otherwise its best, or the first of equals (seeds 1 to 300)", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seededRandom(seed);
      const size = integerBetween(random, 1, 40);
      const heads = Array.from({ length: size }, () => integerBetween(random, 0, size - 1));
      const groups = Uint32Array.from(heads, (head, ordinal) => (heads[head] === head ? head : ordinal));
      const scores = scoresOf(random, size);
      const ordinals = someOf(random, size);
      const expected = [...Map.groupBy(ordinals, (ordinal) => groups[ordinal] ?? ordinal)].map(
        ([group, members]) =>
          members.includes(group)
            ? group
            : members.reduce((a, b) => ((scores[b] ?? 0) > (scores[a] ?? 0) ? b : a)),
      );
      expect(collapseGroups(ordinals, groups, scores).sort(byNumber), `seed ${seed}`).toEqual(
        expected.sort(byNumber),
      );
    }
  });

  it("keeps everything if every article is its own group", () => {
    expect(collapseGroups([3, 1, 2], Uint32Array.of(0, 1, 2, 3), new Float32Array(4))).toEqual([3, 1, 2]);
  });
});

function byNumber(a: number, b: number): number {
  return a - b;
}
