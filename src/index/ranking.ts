// The parameters that the build fits to one archive: ranking weights, and the curves that turn scores into
// probabilities. Data only: scripts/build/fit produces it and src/engine uses it.

import { z } from "zod";

const share = z.number().min(0).max(1);

/** P = 1 / (1 + exp(-(intercept + slope × x))). */
export const curveSchema = z.strictObject({ intercept: z.number(), slope: z.number().positive() });
export type Curve = z.output<typeof curveSchema>;

/**
 * Log-odds that the archive answers the query: intercept + slope × nearness + words × match. Nearness is the cosine of
 * the nearest article, and match is the best BM25 as a share of its upper bound. In keyword mode that share serves as
 * the nearness and `words` is 0; in semantic mode `words` is 0 too.
 */
export const answerCurveSchema = z.strictObject({ ...curveSchema.shape, words: z.number().min(0) });
export type AnswerCurve = z.output<typeof answerCurveSchema>;

export const answerCurvesSchema = z.strictObject({
  hybrid: answerCurveSchema,
  semantic: answerCurveSchema,
  keyword: answerCurveSchema,
});
export type AnswerCurves = z.output<typeof answerCurvesSchema>;

export const fusionSchema = z.strictObject({
  /** Weight of an article's next passages relative to its best one, 0..1. */
  topPassagesWeight: share,
  /** How many standard deviations of the cosine one standard deviation of BM25 is worth. */
  keywordWeight: z.number().min(0),
});
export type Fusion = z.output<typeof fusionSchema>;

export const rankingSchema = z.strictObject({
  search: z.strictObject({
    fusion: fusionSchema,
    curves: answerCurvesSchema,
    /** Separate curves for languages with enough articles, by primary tag. */
    languages: z.record(z.string(), answerCurvesSchema),
    /** A probability; articles below it are not hits. */
    threshold: share,
  }),
  /** Curve for the similarity of two articles. Below `threshold`, a probability, they are not related. */
  related: z.strictObject({ ...curveSchema.shape, threshold: share }),
});
export type RankingParameters = z.output<typeof rankingSchema>;

/**
 * For an archive that is too small to fit anything to. The fusion is the one that works best over five public sets
 * together; the curves are the mean of those fitted to each (docs/relevance.md).
 */
export const DEFAULT_RANKING: RankingParameters = {
  search: {
    fusion: { topPassagesWeight: 0.15, keywordWeight: 0.5 },
    curves: {
      hybrid: { intercept: -10.8, slope: 16.9, words: 12.4 },
      semantic: { intercept: -9.1, slope: 22, words: 0 },
      keyword: { intercept: -7, slope: 22.8, words: 0 },
    },
    languages: {},
    threshold: 0.5,
  },
  related: { intercept: -7.4, slope: 13.7, threshold: 0.5 },
};
