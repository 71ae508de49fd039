// The curves that make probabilities of scores, fitted to one archive without any judgement: queries made from its own
// articles, which it answers, against generic ones, which it hardly ever does.

import type { Evidence } from "../../src/search/answer-score.ts";
import type { SearchMode } from "../../src/search/search-request.ts";
import type { AnswerCurve, AnswerCurves } from "../../src/snapshot/ranking.ts";
import { DEFAULT_RANKING } from "../../src/snapshot/ranking.ts";
import { fitLogistic } from "./logistic-regression.ts";

/** What the scores of one query rest on, in each mode; null where there is no hit. */
export type ModeEvidence = Readonly<Record<SearchMode, Evidence | null>>;

/** Generic queries that look most like answered ones: some archives do answer a few. */
const TRIMMED_SHARE = 0.02;
/** Fewer of either kind say too little. */
export const LEAST_OF_EACH = 30;
/** No archive's curve is flatter: a hit must still be told from the next. */
const LEAST_SLOPE: Readonly<Record<SearchMode, number>> = { hybrid: 4, semantic: 4, keyword: 1 };

/** Those of an archive with little to fit are the usual ones. */
export function fitCurves(
  answered: readonly ModeEvidence[],
  unanswered: readonly ModeEvidence[],
  usual: AnswerCurves = DEFAULT_RANKING.search.curves,
): AnswerCurves {
  if (answered.length < LEAST_OF_EACH || unanswered.length < LEAST_OF_EACH) return usual;
  const curveOf = (mode: SearchMode) =>
    fitCurve(
      answered.map((evidence) => evidence[mode]),
      unanswered.map((evidence) => evidence[mode]),
      mode,
    );
  return { hybrid: curveOf("hybrid"), semantic: curveOf("semantic"), keyword: curveOf("keyword") };
}

const NOTHING: Evidence = { nearness: 0, match: 0 };

function fitCurve(
  answered: readonly (Evidence | null)[],
  unanswered: readonly (Evidence | null)[],
  mode: SearchMode,
): AnswerCurve {
  const usesWords = mode === "hybrid";
  const features = (hit: Evidence | null) => {
    const { nearness, match } = hit ?? NOTHING;
    return usesWords ? [nearness, match] : [nearness];
  };
  const fitTo = (unlike: readonly (Evidence | null)[]) => {
    const model = fitLogistic([
      ...answered.map((hit) => ({ features: features(hit), positive: true })),
      ...unlike.map((hit) => ({ features: features(hit), positive: false })),
    ]);
    const [slope = 0, words = 0] = model.weights;
    return {
      intercept: model.intercept,
      slope: Math.max(LEAST_SLOPE[mode], slope),
      words: Math.max(0, words),
    };
  };
  const first = fitTo(unanswered);
  const logit = (hit: Evidence | null) =>
    first.intercept + first.slope * (hit ?? NOTHING).nearness + first.words * (hit ?? NOTHING).match;
  const kept = [...unanswered]
    .sort((a, b) => logit(a) - logit(b))
    .slice(0, Math.ceil(unanswered.length * (1 - TRIMMED_SHARE)));
  const { intercept, slope, words } = fitTo(kept);
  return { intercept: rounded(intercept), slope: rounded(slope), words: rounded(words) };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
