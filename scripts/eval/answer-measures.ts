// Whether the score of the first hit separates the queries that an archive answers from those that it does not. Scores
// are meant as probabilities, so that is measured too: Brier score (Brier 1950), expected calibration error (Naeini
// 2015).

import { mean } from "../statistics/mean.ts";
import { type Estimate, estimate } from "./uncertainty.ts";

/** Scores of first hits, 0..1; 0 if a query has no hit. */
export interface FirstScores {
  readonly answerable: readonly number[];
  readonly unanswerable: readonly number[];
}

export interface AnswerFigures {
  readonly answerable: number;
  readonly unanswerable: number;
  /** Scores at or above it count as an answer. */
  readonly threshold: number;
  /** Share of the answerable queries that keep their answer. */
  readonly kept: number;
  /** Share of the unanswerable queries that get no answer. */
  readonly rejected: number;
  /** Mean of both. */
  readonly balanced: Estimate;
  /**
   * The best threshold for exactly these labels, which says nothing about the system. null if no threshold is better
   * than none.
   */
  readonly best: { readonly threshold: number | null; readonly balanced: number };
  /** Mean squared distance of the score from 1 or 0; lower is better. */
  readonly brier: number;
  /** The same if every score were the share of answerable queries. */
  readonly brierOfConstant: number;
  /** Expected calibration error over ten bins of equal width. */
  readonly calibrationError: number;
}

const BINS = 10;

/** A RangeError if either list is empty. */
export function answerFigures(scores: FirstScores, threshold: number, seed: number): AnswerFigures {
  const { answerable, unanswerable } = scores;
  if (answerable.length === 0 || unanswerable.length === 0) {
    throw new RangeError(
      `answerFigures: ${answerable.length} answerable and ${unanswerable.length} unanswerable queries`,
    );
  }
  const { kept, rejected } = sharesAt(scores, threshold);
  const constant = answerable.length / (answerable.length + unanswerable.length);
  const balanced = ([own = [], foreign = []]: readonly (readonly number[])[]) => {
    const at = sharesAt({ answerable: own, unanswerable: foreign }, threshold);
    return (at.kept + at.rejected) / 2;
  };
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    threshold,
    kept,
    rejected,
    balanced: estimate([answerable, unanswerable], balanced, seed),
    best: bestThreshold(scores),
    brier: brier(scores),
    brierOfConstant: constant * (1 - constant),
    calibrationError: calibrationError(scores),
  };
}

function sharesAt({ answerable, unanswerable }: FirstScores, threshold: number) {
  return {
    kept: mean(answerable.map((score) => Number(score >= threshold))),
    rejected: mean(unanswerable.map((score) => Number(score < threshold))),
  };
}

/** One pass over the descending scores: every score is a candidate for the threshold. */
function bestThreshold({ answerable, unanswerable }: FirstScores): AnswerFigures["best"] {
  const labelled = [
    ...answerable.map((score) => ({ score, kept: 1 / answerable.length, wrong: 0 })),
    ...unanswerable.map((score) => ({ score, kept: 0, wrong: 1 / unanswerable.length })),
  ].sort((a, b) => b.score - a.score);
  let best: AnswerFigures["best"] = { threshold: null, balanced: 0.5 };
  let [kept, wrong] = [0, 0];
  for (const [index, one] of labelled.entries()) {
    kept += one.kept;
    wrong += one.wrong;
    const balanced = (kept + 1 - wrong) / 2;
    // A threshold can't separate equal scores.
    if (labelled[index + 1]?.score !== one.score && balanced > best.balanced) {
      best = { threshold: one.score, balanced };
    }
  }
  return best;
}

function brier({ answerable, unanswerable }: FirstScores): number {
  return mean([...answerable.map((score) => (1 - score) ** 2), ...unanswerable.map((score) => score ** 2)]);
}

function calibrationError({ answerable, unanswerable }: FirstScores): number {
  const gaps = new Float64Array(BINS);
  const bin = (score: number) => Math.min(BINS - 1, Math.floor(score * BINS));
  for (const score of answerable) gaps[bin(score)] = (gaps[bin(score)] ?? 0) + score - 1;
  for (const score of unanswerable) gaps[bin(score)] = (gaps[bin(score)] ?? 0) + score;
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / (answerable.length + unanswerable.length);
}
