// How threshold, age, near-duplicates and pages change a ranking, compared with doing it step by step on the whole
// list, in generated archives; and that the parts of every score add up.

import { describe, expect, it } from "vitest";
import { search } from "../../src/engine/search.ts";
import { SEARCH_MODES, type SearchHit, type SearchRequest } from "../../src/engine/search-request.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { hasFlag } from "../../src/index/columns.ts";
import { isPublished } from "../../src/index/visibility.ts";
import { makeArticle } from "../support/articles.ts";
import { integerBetween, pick, type Random } from "../support/generated.ts";
import { articleAt, openArticles, searcherOf } from "../support/packed-archive.ts";
import { seededRandom } from "../support/random.ts";
import { withColumns } from "../support/search-archive.ts";

const SEEDS = Array.from({ length: 25 }, (_, n) => 71 + n);
const NOW = Date.parse("2025-01-01T00:00:00Z");
const DAY_MS = 86_400_000;
const VOCABULARY = ["volcano", "lava", "harbour", "storm", "council", "budget", "poet", "glacier"] as const;

function textOf(random: Random, words: number): string {
  return Array.from({ length: words }, () => pick(random, VOCABULARY)).join(" ");
}

/** Some articles are in unsupported languages, future, undated, unlisted or members-only; groups of any shape. */
async function archiveOf(random: Random): Promise<ArchiveIndex> {
  const articles = Array.from({ length: integerBetween(random, 1, 30) }, (_, n) => {
    const time = NOW + integerBetween(random, -1500, 60) * DAY_MS;
    return makeArticle({
      id: `a${n}`,
      title: textOf(random, integerBetween(random, 1, 4)),
      body: textOf(random, integerBetween(random, 0, 40)),
      lang: random() < 0.2 ? "sv" : "en",
      publishedAt: random() < 0.1 ? null : new Date(time).toISOString(),
      search: random() < 0.9,
      recommend: random() < 0.7,
      access: random() < 0.1 ? "members" : "public",
    });
  });
  const snapshot = await openArticles(articles, { budget: 14 });
  const heads = articles.map((_, n) => (random() < 0.5 ? n : integerBetween(random, 0, articles.length - 1)));
  return withColumns(snapshot, {
    duplicateOf: Uint32Array.from(heads, (head, n) => (heads[head] === head ? head : n)),
  });
}

function requestOf(random: Random): SearchRequest {
  return {
    query: textOf(random, integerBetween(random, 1, 4)),
    mode: pick(random, SEARCH_MODES),
    semanticRatio: pick(random, [null, null, 0, 0.2, 0.8, 1]),
    threshold: pick(random, [null, 0, 0.1, 0.5, 0.9]),
    recency: pick(random, [0, 0, 0.3, 1]),
    duplicates: pick(random, ["collapse", "include"]),
    limit: integerBetween(random, 1, 12),
    offset: integerBetween(random, 0, 8),
    now: NOW,
  };
}

/** The whole list without any rules, to which the rules are then applied. */
function everything(snapshot: ArchiveIndex, request: SearchRequest) {
  return search(searcherOf(snapshot), {
    ...request,
    threshold: 0,
    recency: 0,
    duplicates: "include",
    limit: snapshot.size.articles,
    offset: 0,
  });
}

function stepByStep(
  snapshot: ArchiveIndex,
  all: readonly SearchHit[],
  request: SearchRequest,
  recency: Recency,
) {
  const { threshold, duplicates, offset, limit } = request;
  const least = threshold ?? snapshot.ranking.search.threshold;
  const above = all.filter(({ score }) => score >= least);
  const weigh = ({ place, score }: SearchHit) => Math.fround(score * recency(place.ordinal));
  const ordered =
    request.recency === 0
      ? above
      : [...above].sort((a, b) => weigh(b) - weigh(a) || a.place.ordinal - b.place.ordinal);
  const groupOf = ({ place: { ordinal } }: SearchHit) => snapshot.columns.duplicateOf[ordinal] ?? ordinal;
  const shown =
    duplicates === "include"
      ? ordered
      : ordered.filter((hit, place) => {
          const members = ordered.filter((other) => groupOf(other) === groupOf(hit));
          const head = members.find(({ place }) => place.ordinal === groupOf(hit));
          return head === undefined ? ordered.indexOf(members[0] ?? hit) === place : head === hit;
        });
  return {
    total: shown.length,
    hits: shown.slice(offset, offset + limit).map(({ article, score, place }) => ({
      id: article.id,
      score,
      passage: place.passage,
      duplicates: duplicates === "include" ? [] : visibleCopiesOf(snapshot, place.ordinal),
    })),
  };
}

type Recency = (ordinal: number) => number;

function recencyOf(snapshot: ArchiveIndex, recency: number): Recency {
  return (ordinal) => {
    const time = snapshot.columns.publishedAt[ordinal] ?? Number.NaN;
    return Number.isNaN(time) ? 1 : ((NOW - time) / DAY_MS / 365 + 1) ** -recency;
  };
}

function visibleCopiesOf(snapshot: ArchiveIndex, hit: number): string[] {
  const copies = [...snapshot.columns.duplicateOf.keys()].filter(
    (ordinal) =>
      ordinal !== hit &&
      snapshot.columns.duplicateOf[ordinal] === snapshot.columns.duplicateOf[hit] &&
      hasFlag(snapshot.columns, ordinal, "searchable") &&
      isPublished(snapshot.columns, ordinal, NOW),
  );
  return copies.map((ordinal) => articleAt(snapshot, ordinal).id);
}

describe("search in generated archives", () => {
  it.each(
    SEEDS,
  )("is the whole ranking after threshold, ordering, grouping and paging (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const snapshot = await archiveOf(random);
    for (let round = 0; round < 12; round++) {
      const request = requestOf(random);
      const all = await everything(snapshot, request);
      const result = await search(searcherOf(snapshot), request);
      const { recency = 0 } = request;
      const expected = stepByStep(snapshot, all.hits, request, recencyOf(snapshot, recency));
      const found = {
        total: result.total,
        hits: result.hits.map(({ article, score, place, duplicates }) => ({
          id: article.id,
          score,
          passage: place.passage,
          duplicates,
        })),
      };
      expect(found, JSON.stringify(request)).toEqual(expected);
    }
  });

  it.each(SEEDS)("explains every score and place with parts that add up (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const snapshot = await archiveOf(random);
    for (let round = 0; round < 12; round++) {
      const request = requestOf(random);
      const { hits, mode } = await search(searcherOf(snapshot), { ...request, limit: 30, offset: 0 });
      const what = JSON.stringify(request);
      for (const {
        place: { ordinal },
        score,
        explain,
      } of hits) {
        const { semantic, keyword, relevance, calibration, recency } = explain();
        expect((semantic?.score ?? 0) + (keyword?.contribution ?? 0), what).toBeCloseTo(relevance, 5);
        if (semantic !== null)
          expect(semantic.bestPassage + semantic.otherPassages, what).toBe(semantic.score);
        expect(calibration.first - calibration.below, what).toBe(calibration.logit);
        expect(1 / (1 + Math.exp(-calibration.logit)), what).toBeCloseTo(score, 4);
        expect(recency, what).toBeCloseTo(recencyOf(snapshot, request.recency ?? 0)(ordinal), 10);
        expect(keyword === null, what).toBe(mode === "semantic");
        expect(semantic === null, what).toBe(
          mode === "keyword" || hasFlag(snapshot.columns, ordinal, "unsupportedLanguage"),
        );
      }
    }
  });

  it.each(
    SEEDS,
  )("shows only published and listed articles, and no score outside 0 to 1 (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const snapshot = await archiveOf(random);
    for (let round = 0; round < 12; round++) {
      const { hits } = await everything(snapshot, requestOf(random));
      for (const {
        place: { ordinal },
        score,
      } of hits) {
        expect(
          hasFlag(snapshot.columns, ordinal, "searchable") && isPublished(snapshot.columns, ordinal, NOW),
        ).toBe(true);
        expect(score >= 0 && score <= 1).toBe(true);
      }
    }
  });
});
