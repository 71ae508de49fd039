// Fits the curves that turn scores into probabilities to one archive, without judgements: queries made from its
// articles, which it answers, against generic queries, which it hardly ever answers.

import { type AnswerFeatures, topLogit } from "../../../src/engine/answer-score.ts";
import type { SearchMode } from "../../../src/engine/search-request.ts";
import type { AnswerCurve, AnswerCurves } from "../../../src/index/ranking.ts";
import { DEFAULT_RANKING } from "../../../src/index/ranking.ts";
import { fitLogistic } from "./logistic-regression.ts";

/**
 * The features that the scores of one query depend on, in each mode; null if there is no hit. Modes that use vectors
 * are missing for a query in a language that the model does not support.
 */
export type ModeEvidence = Readonly<Partial<Record<SearchMode, AnswerFeatures | null>>>;

/** Share of the generic queries to drop, those that look most like answered ones: some archives do answer a few. */
const TRIMMED_SHARE = 0.02;
/** With fewer of either kind nothing is fitted. */
export const MIN_OF_EACH = 30;
/** No curve is flatter, so that neighbouring hits still differ. */
const MIN_SLOPE: Readonly<Record<SearchMode, number>> = { hybrid: 4, semantic: 4, keyword: 1 };

/** An archive with too few queries gets the `usual` curves. */
export function fitCurves(
  answered: readonly ModeEvidence[],
  unanswered: readonly ModeEvidence[],
  usual: AnswerCurves = DEFAULT_RANKING.search.curves,
): AnswerCurves {
  const curveOf = (mode: SearchMode) => {
    const [positives, negatives] = [evidenceIn(answered, mode), evidenceIn(unanswered, mode)];
    const isEnough = Math.min(positives.length, negatives.length) >= MIN_OF_EACH;
    return isEnough ? fitCurve(positives, negatives, mode) : usual[mode];
  };
  return { hybrid: curveOf("hybrid"), semantic: curveOf("semantic"), keyword: curveOf("keyword") };
}

const NOTHING: AnswerFeatures = { topCosine: 0, topBm25Share: 0 };

function evidenceIn(queries: readonly ModeEvidence[], mode: SearchMode): AnswerFeatures[] {
  return queries.flatMap(({ [mode]: evidence }) => (evidence === undefined ? [] : [evidence ?? NOTHING]));
}

function fitCurve(
  positives: readonly AnswerFeatures[],
  negatives: readonly AnswerFeatures[],
  mode: SearchMode,
): AnswerCurve {
  const first = curveBetween(positives, negatives, mode);
  const kept = [...negatives]
    .sort((a, b) => topLogit(first, a) - topLogit(first, b))
    .slice(0, Math.ceil(negatives.length * (1 - TRIMMED_SHARE)));
  const { intercept, slope, words } = curveBetween(positives, kept, mode);
  return { intercept: rounded(intercept), slope: rounded(slope), words: rounded(words) };
}

function curveBetween(
  positives: readonly AnswerFeatures[],
  negatives: readonly AnswerFeatures[],
  mode: SearchMode,
): AnswerCurve {
  const modelOf = (featuresOf: (evidence: AnswerFeatures) => readonly number[]) =>
    fitLogistic([
      ...positives.map((evidence) => ({ features: featuresOf(evidence), positive: true })),
      ...negatives.map((evidence) => ({ features: featuresOf(evidence), positive: false })),
    ]);
  const byNearness = ({ topCosine }: AnswerFeatures) => [topCosine];
  const byBoth = ({ topCosine, topBm25Share }: AnswerFeatures) => [topCosine, topBm25Share];
  let model = modelOf(mode === "hybrid" ? byBoth : byNearness);
  // Matching words never speak against an answer, whatever the queries of one archive look like.
  if ((model.weights[1] ?? 0) < 0) model = modelOf(byNearness);
  const [fitted = 0, words = 0] = model.weights;
  const slope = Math.max(MIN_SLOPE[mode], fitted);
  // A steeper curve is turned around the midpoint of both kinds; otherwise it would put all of them on one side.
  const middle = (meanNearness(positives) + meanNearness(negatives)) / 2;
  return { intercept: model.intercept + (fitted - slope) * middle, slope, words };
}

function meanNearness(evidence: readonly AnswerFeatures[]): number {
  return evidence.reduce((sum, { topCosine }) => sum + topCosine, 0) / evidence.length;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
