// What the build has fitted to one archive: weights of the ranking and the curves that turn its scores into
// probabilities. Data only; src/search computes with it, scripts/ranking makes it.

import { z } from "zod";

const finite = z.number();
const share = z.number().min(0).max(1);

/** P = 1 / (1 + exp(-(intercept + slope × x))). */
export const curveSchema = z.strictObject({ intercept: finite, slope: finite.min(0) });
export type Curve = z.output<typeof curveSchema>;

export const rankingSchema = z.strictObject({
  /** Of the similarity of two articles. Below `threshold`, a probability, nothing is related. */
  related: z.strictObject({ ...curveSchema.shape, threshold: share }),
});
export type RankingParameters = z.output<typeof rankingSchema>;

/** For an archive that is too small to fit anything to. */
export const DEFAULT_RANKING: RankingParameters = {
  related: { intercept: -6, slope: 15, threshold: 0.5 },
};
