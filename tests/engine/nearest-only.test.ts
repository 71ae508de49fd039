// Search over an index that returns only the nearest passages: its hits are ranked as an exact index ranks them.

import { expect, it } from "vitest";
import { CANDIDATE_PASSAGES } from "../../src/engine/match.ts";
import { search } from "../../src/engine/search.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { quantise } from "../../src/vector/quantise.ts";
import type { VectorIndex } from "../../src/vector/vector-index.ts";
import { makeArticle } from "../support/articles.ts";
import { pick } from "../support/generated.ts";
import { createNearestOnlyIndex } from "../support/nearest-only-index.ts";
import { openArticles, searcherOf } from "../support/packed-archive.ts";
import { seededRandom } from "../support/random.ts";
import { idsOf } from "../support/related.ts";

const NOW = Date.parse("2025-01-01T00:00:00Z");
const VOCABULARY = ["volcano", "lava", "harbour", "storm", "council", "budget", "poet", "glacier"] as const;
const REQUEST = { mode: "hybrid", limit: 10, offset: 0, now: NOW, duplicates: "include" } as const;

async function archives(seed: number) {
  const random = seededRandom(seed);
  const text = (words: number) => Array.from({ length: words }, () => pick(random, VOCABULARY)).join(" ");
  const articles = Array.from({ length: 60 }, (_, n) =>
    makeArticle({ id: `a${n}`, title: `${text(2)} ${n}`, body: text(30) }),
  );
  const exact = await openArticles(articles, { budget: 14 });
  const rows = [...Array(exact.passages.size).keys()];
  const vectors = quantise(await exact.passages.vectorsOf(rows), exact.passages.dims);
  const nearest: ArchiveIndex = {
    ...exact,
    passages: fewest(createNearestOnlyIndex(vectors, exact.columns.firstPassage)),
  };
  return { exact, nearest, query: text(2) };
}

/** Returns 40 passages instead of as many as requested, so that a small archive behaves like a large one. */
function fewest(index: VectorIndex): VectorIndex {
  return {
    ...index,
    search: (query, { allow }) => index.search(query, { count: 40, allow }),
    without: (owners) => fewest(index.without(owners)),
  };
}

it.each([31, 32, 33, 34])("finds the same first hits with nearly the same scores (seed %i)", async (seed) => {
  expect(CANDIDATE_PASSAGES).toBeGreaterThan(40);
  const { exact, nearest, query } = await archives(seed);
  const [all, some] = await Promise.all(
    [exact, nearest].map((index) => search(searcherOf(index), { ...REQUEST, query, threshold: 0 })),
  );
  expect(idsOf(some?.hits ?? []).slice(0, 3)).toEqual(idsOf(all?.hits ?? []).slice(0, 3));
  for (const [at, hit] of (some?.hits ?? []).slice(0, 3).entries()) {
    expect(hit.score).toBeCloseTo(all?.hits[at]?.score ?? 9, 1);
  }
});

it("also compares an article that was found only by its words", async () => {
  const { nearest } = await archives(35);
  const { hits } = await search(searcherOf(nearest), { ...REQUEST, query: "17", threshold: 0 });
  expect(idsOf(hits)).toContain("a17");
});
