// Fits the weights of the ranking to one archive by a grid search over queries made from it. A choice must also win on
// the half of the queries that it was not made from, by more than chance: queries made from texts are not quite what
// readers ask, so the weights that are best over many archives stay unless this archive clearly differs.

import { inverseDeviation } from "../../../src/engine/fusion.ts";
import { scorePassages } from "../../../src/engine/passage-scores.ts";
import type { Columns } from "../../../src/index/columns.ts";
import { DEFAULT_RANKING, type Fusion } from "../../../src/index/ranking.ts";
import type { KeywordMatches } from "../../../src/lexical/keyword-index.ts";
import { scoreStats } from "../../../src/vector/score-stats.ts";
import { mean } from "../../statistics/mean.ts";

/** How the archive answers one query. */
export interface ObservedItem {
  /** `Float32Array[passages]`. */
  readonly cosines: Float32Array;
  /** BM25, `Float32Array[articles]`. */
  readonly words: KeywordMatches["scores"];
  /** The article that the query looks for. */
  readonly article: number;
}

export interface FusionFit {
  readonly fusion: Fusion;
  readonly queries: number;
  /** Mean reciprocal rank on the held-out half, with the default weights and with the best of the grid. */
  readonly heldOut: { readonly usual: number; readonly best: number };
  /** True if the best of the grid is taken. */
  readonly taken: boolean;
}

const TOP_PASSAGES_WEIGHTS = [0, 0.15, 0.3, 0.45];
/** Neither zero nor dominant: a name must always count, and so must meaning. */
const KEYWORD_WEIGHTS = [0.2, 0.35, 0.5, 0.65, 0.8, 1];
/** Standard errors by which the best weights must beat the default ones. */
const CLEARLY = 3;
const MIN_QUERIES = 40;

export async function fitFusion(
  columns: Columns,
  candidates: readonly number[],
  items: AsyncIterable<ObservedItem> | Iterable<ObservedItem>,
): Promise<FusionFit> {
  const usual = DEFAULT_RANKING.search.fusion;
  const grid = [
    usual,
    ...TOP_PASSAGES_WEIGHTS.flatMap((topPassagesWeight) =>
      KEYWORD_WEIGHTS.map((keywordWeight) => ({ topPassagesWeight, keywordWeight })),
    ),
  ];
  /** For each query the reciprocal rank at each point of the grid. */
  const ranks: number[][] = [];
  for await (const item of items) {
    const gain = inverseDeviation(scoreStats(item.words)) * scoreStats(item.cosines).deviation;
    const byWeight = new Map<number, Float32Array>();
    for (const { topPassagesWeight } of grid) {
      if (byWeight.has(topPassagesWeight)) continue;
      const { best, scoreOf } = scorePassages(columns, item.cosines, topPassagesWeight);
      const scores = best.map((_, article) => scoreOf(article));
      byWeight.set(topPassagesWeight, scores);
    }
    ranks.push(
      grid.map(({ topPassagesWeight, keywordWeight }) => {
        const scores = byWeight.get(topPassagesWeight);
        return scores === undefined ? 0 : reciprocalRank(scores, item, keywordWeight * gain, candidates);
      }),
    );
  }
  const queries = ranks.length;
  if (queries < MIN_QUERIES) {
    return { fusion: usual, queries, heldOut: { usual: 0, best: 0 }, taken: false };
  }
  const fitting = ranks.filter((_, index) => index % 2 === 0);
  const held = ranks.filter((_, index) => index % 2 === 1);
  const means = grid.map((_, point) => mean(fitting.map((row) => row[point] ?? 0)));
  const best = means.reduce((top, value, point) => (value > (means[top] ?? 0) ? point : top), 0);
  const gained = held.map((row) => (row[best] ?? 0) - (row[0] ?? 0));
  const taken = mean(gained) > CLEARLY * standardError(gained) && mean(gained) > 0;
  const { topPassagesWeight, keywordWeight } = (taken ? grid[best] : usual) ?? usual;
  return {
    fusion: { topPassagesWeight, keywordWeight },
    queries,
    heldOut: { usual: mean(held.map((row) => row[0] ?? 0)), best: mean(held.map((row) => row[best] ?? 0)) },
    taken,
  };
}

function reciprocalRank(
  scores: Float32Array,
  { words, article }: ObservedItem,
  weight: number,
  candidates: readonly number[],
): number {
  const wantedScore = (scores[article] as number) + weight * (words[article] as number);
  let ahead = 0;
  for (const other of candidates) {
    if ((scores[other] as number) + weight * (words[other] as number) > wantedScore) ahead++;
  }
  return 1 / (1 + ahead);
}

function standardError(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1) / Math.max(1, values.length));
}
