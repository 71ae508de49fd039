// The ranking of an archive's candidates, by meaning and by words, compared with computing each article's place from
// the parts of its score one by one; cosines are invented, words are real.

import { describe, expect, it } from "vitest";
import { distancePenalty } from "../../src/engine/answer-score.ts";
import { scorePassages } from "../../src/engine/passage-scores.ts";
import { type HybridOptions, type RankedOptions, rankHybrid } from "../../src/engine/rank-hybrid.ts";
import { rankKeyword } from "../../src/engine/rank-keyword.ts";
import type { Ranking } from "../../src/engine/ranking.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { hasFlag } from "../../src/index/columns.ts";
import type { AnswerCurve } from "../../src/index/ranking.ts";
import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";
import { scoreStats } from "../../src/vector/score-stats.ts";
import { makeArticle } from "../support/articles.ts";
import { integerBetween, pick, type Random } from "../support/generated.ts";
import { openArticles } from "../support/packed-archive.ts";
import { seededRandom } from "../support/random.ts";

const VOCABULARY = ["volcano", "lava", "harbour", "storm", "council", "budget", "poet", "glacier"] as const;
const SEEDS = Array.from({ length: 20 }, (_, n) => 1 + n);

function textOf(random: Random, words: number): string {
  return Array.from({ length: words }, () => pick(random, VOCABULARY)).join(" ");
}

async function asked(seed: number) {
  const random = seededRandom(seed);
  const articles = Array.from({ length: integerBetween(random, 2, 25) }, (_, n) =>
    makeArticle({
      id: `a${n}`,
      title: textOf(random, 2),
      body: textOf(random, integerBetween(random, 0, 50)),
      lang: random() < 0.25 ? "sv" : "en",
    }),
  );
  const snapshot = await openArticles(articles, { budget: 14 });
  const cosines = Float32Array.from({ length: snapshot.size.passages }, () => 2 * random() - 1);
  const query = textOf(random, integerBetween(random, 1, 3));
  const words = snapshot.keywords.search(parseKeywordQuery(query, ["en"]));
  const candidates = [...new Array(snapshot.size.articles).keys()].filter(() => random() < 0.8);
  return { random, snapshot, cosines, words, candidates };
}

function isRead(snapshot: ArchiveIndex): (ordinal: number) => boolean {
  return (ordinal) => !hasFlag(snapshot.columns, ordinal, "unsupportedLanguage");
}

type MeaningOptions = Omit<HybridOptions, "passages" | "background"> & { readonly cosines: Float32Array };

function rankByMeaning(
  snapshot: ArchiveIndex,
  { least, cosines, ...options }: MeaningOptions & { readonly least?: RankedOptions["min"] },
): Ranking {
  const passages = scorePassages(snapshot.columns, cosines, snapshot.ranking.search.fusion.topPassagesWeight);
  return rankHybrid(snapshot, { ...options, passages, background: scoreStats(cosines) }).ranked(
    least === undefined ? {} : { min: least },
  );
}

/** Best first; ties ordered by lower ordinal. */
function inOrder(found: readonly number[], values: ArrayLike<number>): number[] {
  return [...found].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
}

function expectDistances(found: readonly number[], { logits, fused }: Ranking, curve: AnswerCurve): void {
  const [first = -1] = inOrder(found, fused);
  for (const ordinal of found) {
    const below = distancePenalty(curve, (fused[first] ?? 0) - (fused[ordinal] ?? 0));
    expect(logits[ordinal]).toBeCloseTo((logits[first] ?? 0) - below, 3);
  }
}

describe("the ranking by meaning", () => {
  it.each(SEEDS)("adds deviations of BM25 to the passages' scores, by the ratio (seed %i)", async (seed) => {
    const { random, snapshot, cosines, words, candidates } = await asked(seed);
    const read = candidates.filter(isRead(snapshot));
    const semanticRatio = 0.05 + 0.95 * random();
    const { fused, logits } = rankByMeaning(snapshot, { cosines, words, candidates, semanticRatio });
    const { scoreOf } = scorePassages(
      snapshot.columns,
      cosines,
      snapshot.ranking.search.fusion.topPassagesWeight,
    );
    const [meaning, matching] = [scoreStats(cosines), scoreStats(words.scores)];
    const weight = ((1 - semanticRatio) / semanticRatio) * meaning.deviation;
    const expected = (ordinal: number) => {
      const standard = ((words.scores[ordinal] ?? 0) - matching.mean) / (matching.deviation || 1);
      return scoreOf(ordinal) + weight * standard;
    };
    for (const ordinal of read) expect(fused[ordinal]).toBeCloseTo(expected(ordinal), 4);
    expect(inOrder(read, logits)).toEqual(inOrder(read, fused));
  });

  it.each(
    SEEDS,
  )("finds every candidate in a supported language, and others only if they have a word (seed %i)", async (seed) => {
    const { snapshot, cosines, words, candidates } = await asked(seed);
    const hybrid = rankByMeaning(snapshot, { cosines, words, candidates, semanticRatio: null });
    const semantic = rankByMeaning(snapshot, { cosines, words: null, candidates, semanticRatio: null });
    const read = isRead(snapshot);
    expect([...hybrid.found]).toEqual(
      candidates.filter((ordinal) => read(ordinal) || (words.scores[ordinal] ?? 0) > 0),
    );
    expect([...semantic.found]).toEqual(candidates.filter(read));
    expect([hybrid.mode, semantic.mode]).toEqual(["hybrid", "semantic"]);
  });

  it.each(
    SEEDS,
  )("with a minimum finds exactly what reaches those log-odds without one (seed %i)", async (seed) => {
    const { random, snapshot, cosines, words, candidates } = await asked(seed);
    const options = { cosines, words, candidates, semanticRatio: null };
    const all = rankByMeaning(snapshot, options);
    const least = (all.logits[all.found[Math.floor(random() * all.found.length)] ?? 0] ?? 0) - 1e-3;
    const some = rankByMeaning(snapshot, { ...options, least });
    const above = ({ found, logits }: Ranking) => found.filter((ordinal) => (logits[ordinal] ?? 0) >= least);
    expect(above(some)).toEqual(above(all));
    for (const ordinal of above(all)) expect(some.logits[ordinal]).toBe(all.logits[ordinal]);
    expect(some.features).toEqual(all.features);
  });

  it.each(SEEDS)("lowers hits relative to the first in the curve's units (seed %i)", async (seed) => {
    const { snapshot, cosines, words, candidates } = await asked(seed);
    const read = candidates.filter(isRead(snapshot));
    const { hybrid, semantic } = snapshot.ranking.search.curves;
    const options = { cosines, candidates, semanticRatio: null };
    expectDistances(read, rankByMeaning(snapshot, { ...options, words }), hybrid);
    expectDistances(read, rankByMeaning(snapshot, { ...options, words: null }), semantic);
  });

  it.each(SEEDS)("ranks articles in unsupported languages by their words alone (seed %i)", async (seed) => {
    const { snapshot, cosines, words, candidates } = await asked(seed);
    const unread = candidates.filter((ordinal) => !isRead(snapshot)(ordinal));
    const { logits, passageOf } = rankByMeaning(snapshot, {
      cosines,
      words,
      candidates,
      semanticRatio: null,
    });
    const alone = rankKeyword(snapshot, words, unread);
    for (const ordinal of alone.found) expect(logits[ordinal]).toBe(alone.logits[ordinal]);
    for (const ordinal of unread) expect(passageOf(ordinal)).toBeNull();
  });

  it.each(SEEDS)("depends on the nearest article and on nothing else in the list (seed %i)", async (seed) => {
    const { snapshot, cosines, words, candidates } = await asked(seed);
    const read = candidates.filter(isRead(snapshot));
    const { features } = rankByMeaning(snapshot, { cosines, words, candidates, semanticRatio: null });
    const { best } = scorePassages(snapshot.columns, cosines, 0);
    if (read.length === 0) expect(features).toBeNull();
    else expect(features?.topCosine).toBe(Math.max(...read.map((ordinal) => best[ordinal] ?? -1)));
  });
});

describe("the ranking by words", () => {
  it.each(SEEDS)("is BM25 as a share of its maximum, for articles with a word (seed %i)", async (seed) => {
    const { snapshot, words, candidates } = await asked(seed);
    const ranking = rankKeyword(snapshot, words, candidates);
    const having = candidates.filter((ordinal) => (words.scores[ordinal] ?? 0) > 0);
    expect([...ranking.found]).toEqual(having);
    for (const ordinal of having) {
      expect(ranking.fused[ordinal]).toBeCloseTo((words.scores[ordinal] ?? 0) / words.maxScore, 6);
      expect(ranking.fused[ordinal]).toBeLessThanOrEqual(1);
      expect(ranking.passageOf(ordinal)).toBeNull();
    }
    expect(inOrder(having, ranking.logits)).toEqual(inOrder(having, words.scores));
    expectDistances(having, ranking, snapshot.ranking.search.curves.keyword);
  });

  it("has no evidence if no candidate has a word", async () => {
    const snapshot = await openArticles([makeArticle({ id: "a", title: "Volcano" })]);
    const words = snapshot.keywords.search(parseKeywordQuery("budget", ["en"]));
    expect(rankKeyword(snapshot, words, [0])).toMatchObject({ found: [], features: null });
    expect(rankKeyword(snapshot, words, [])).toMatchObject({ found: [], features: null });
  });
});

describe("ranks", () => {
  it.each(SEEDS)("start at 1, and ties share the better rank (seed %i)", async (seed) => {
    const { snapshot, cosines, words, candidates } = await asked(seed);
    const { explain } = rankByMeaning(snapshot, { cosines, words, candidates, semanticRatio: null });
    const read = candidates.filter(isRead(snapshot));
    const { best, scoreOf } = scorePassages(
      snapshot.columns,
      cosines,
      snapshot.ranking.search.fusion.topPassagesWeight,
    );
    const scores = Float64Array.from(best, (_, article) => scoreOf(article));
    for (const ordinal of read) {
      const ahead = (values: Float32Array | Float64Array, among: readonly number[]) =>
        1 + among.filter((other) => (values[other] ?? 0) > (values[ordinal] ?? 0)).length;
      const { semantic, keyword } = explain(ordinal);
      expect(semantic?.rank).toBe(ahead(scores, read));
      expect(keyword?.rank).toBe(ahead(words.scores, candidates));
    }
  });
});
