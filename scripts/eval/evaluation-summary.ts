// From figures of queries to figures of each set and of all sets, with confidence intervals and a comparison of the
// modes.

import { mean } from "../statistics/mean.ts";
import type { AnswerFigures } from "./answer-measures.ts";
import { type Measure, RANKING_NAMES, type RankingFigures, type RankingName } from "./evaluate-set.ts";
import { type Estimate, estimateMean, randomisationTest } from "./uncertainty.ts";

/** Name of the row over all sets; it is unlikely to be a folder's name. */
export const ALL_SETS = "(mean of sets)";

export interface Comparison {
  readonly against: RankingName;
  /** nDCG@10 of this ranking minus the other's. */
  readonly difference: number;
  readonly p: number;
}

export interface SummaryRow extends Readonly<Record<Measure, Estimate>> {
  readonly set: string;
  readonly ranking: RankingName;
  readonly queries: number;
  readonly answers: AnswerFigures | null;
  /** With the first mode that was measured (hybrid comes first); null for that mode itself. */
  readonly comparison: Comparison | null;
}

/** Answer figures over several sets: means in which every set counts the same. */
export interface AnswerMeans {
  readonly ranking: RankingName;
  readonly sets: number;
  readonly kept: number;
  readonly rejected: number;
  readonly balanced: number;
  readonly best: number;
  readonly brier: number;
  readonly brierOfConstant: number;
  readonly calibrationError: number;
}

export interface Summary {
  /** One per set and ranking, and `ALL_SETS` if there are several sets. */
  readonly rows: readonly SummaryRow[];
  readonly answers: readonly AnswerMeans[];
}

export function summarise(figures: readonly RankingFigures[], seed: number): Summary {
  const sets = [...new Set(figures.map(({ set }) => set))];
  const rankings = RANKING_NAMES.filter((name) => figures.some(({ ranking }) => ranking === name));
  const figuresOf = (name: RankingName, set?: string) =>
    figures.filter(({ ranking, set: of }) => ranking === name && (set === undefined || of === set));
  const rowOf = (set: string, name: RankingName, ofRanking: readonly RankingFigures[]): SummaryRow => {
    const values = (measure: Measure, from = ofRanking) => from.map((one) => one.values[measure]);
    const main = rankings[0];
    const others = ofRanking.flatMap((one) => (main === undefined ? [] : figuresOf(main, one.set)));
    const isCompared = main !== undefined && main !== name && name !== "related";
    return {
      set,
      ranking: name,
      queries: values("ndcg").reduce((sum, list) => sum + list.length, 0),
      ndcg: estimateMean(values("ndcg"), seed),
      mrr: estimateMean(values("mrr"), seed),
      recall: estimateMean(values("recall"), seed),
      answers: ofRanking.length === 1 ? (ofRanking[0]?.answers ?? null) : null,
      comparison: isCompared ? compare(main, values("ndcg"), values("ndcg", others), seed) : null,
    };
  };
  const rows = sets.flatMap((set) =>
    rankings.flatMap((name) => {
      const ofRanking = figuresOf(name, set);
      return ofRanking.length === 0 ? [] : [rowOf(set, name, ofRanking)];
    }),
  );
  const means = rankings.flatMap((name) => {
    const ofRanking = figuresOf(name);
    return ofRanking.length < 2 ? [] : [rowOf(ALL_SETS, name, ofRanking)];
  });
  return {
    rows: [...rows, ...means],
    answers: rankings.flatMap((name) => answerMeans(name, figuresOf(name))),
  };
}

function compare(
  against: RankingName,
  ofRanking: readonly (readonly number[])[],
  others: readonly (readonly number[])[],
  seed: number,
): Comparison {
  const difference = mean(ofRanking.map(mean)) - mean(others.map(mean));
  return { against, difference, p: randomisationTest(ofRanking, others, seed) };
}

function answerMeans(ranking: RankingName, figures: readonly RankingFigures[]): AnswerMeans[] {
  const answers = figures.flatMap((one) => one.answers ?? []);
  if (answers.length === 0) return [];
  const over = (figure: (one: AnswerFigures) => number) => mean(answers.map(figure));
  return [
    {
      ranking,
      sets: answers.length,
      kept: over(({ kept }) => kept),
      rejected: over(({ rejected }) => rejected),
      balanced: over(({ balanced }) => balanced.value),
      best: over(({ best }) => best.balanced),
      brier: over(({ brier }) => brier),
      brierOfConstant: over(({ brierOfConstant }) => brierOfConstant),
      calibrationError: over(({ calibrationError }) => calibrationError),
    },
  ];
}
