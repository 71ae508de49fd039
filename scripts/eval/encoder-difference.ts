// What the arithmetic of the function's encoder costs: the same queries encoded in f32, ranked over the same index.

import { mean } from "../statistics/mean.ts";
import { tableLines } from "../terminal/table.ts";
import { NDCG_DEPTH, type RankingFigures, type RankingName } from "./evaluate-set.ts";

/** Which arithmetic encodes the queries: the function's alone, or f32 as well. */
export const QUERY_ENCODINGS = ["kernels", "float"] as const;
export type QueryEncoding = (typeof QUERY_ENCODINGS)[number];

/** Mean nDCG of one set in one mode. */
export interface EncoderDifference {
  readonly set: string;
  readonly ranking: RankingName;
  readonly queries: number;
  readonly float: number;
  readonly kernels: number;
  readonly difference: number;
  /** Queries whose nDCG differs. */
  readonly changed: number;
}

/** Both are of the same set, mode and queries. */
export function encoderDifference(kernels: RankingFigures, float: RankingFigures): EncoderDifference {
  const [values, floats] = [kernels.values.ndcg, float.values.ndcg];
  if (values.length !== floats.length) {
    throw new RangeError(`encoderDifference: ${values.length} queries and ${floats.length} in f32`);
  }
  return {
    set: kernels.set,
    ranking: kernels.ranking,
    queries: values.length,
    float: mean(floats),
    kernels: mean(values),
    difference: mean(values) - mean(floats),
    changed: values.filter((value, query) => value !== floats[query]).length,
  };
}

/** 1 minus the largest difference of any set; null if nothing was compared. */
export function agreement(differences: readonly EncoderDifference[]): number | null {
  if (differences.length === 0) return null;
  return 1 - Math.max(...differences.map(({ difference }) => Math.abs(difference)));
}

export function differenceLines(differences: readonly EncoderDifference[]): string[] {
  if (differences.length === 0) return [];
  const rows = differences.map(({ set, ranking, queries, float, kernels, difference, changed }) => [
    set,
    ranking,
    queries.toLocaleString("en"),
    float.toFixed(4),
    kernels.toFixed(4),
    `${difference < 0 ? "" : "+"}${difference.toFixed(4)}`,
    changed.toLocaleString("en"),
  ]);
  const heading = [`nDCG@${NDCG_DEPTH}`, "ranking", "queries", "f32", "kernels", "difference", "changed"];
  return [...tableLines([heading, ...rows]), ""];
}
