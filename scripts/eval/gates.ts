// Minimum values for the figures, for a pipeline that has to stop when the ranking gets worse.

import { agreement, type EncoderDifference } from "./encoder-difference.ts";
import { ALL_SETS, type Summary } from "./evaluation-summary.ts";

export const GATED = ["ndcg", "mrr", "recall", "balanced", "related", "agreement"] as const;
export type Gated = (typeof GATED)[number];

export interface Gate {
  readonly measure: Gated;
  /** 0..1. */
  readonly least: number;
}
export interface GateResult extends Gate {
  /** null if it was not measured, which is a failure too. */
  readonly value: number | null;
  readonly passed: boolean;
}

/**
 * Means over the sets: of search in the first mode that was measured (hybrid comes first), and for `related` nDCG@10 of
 * related articles. `agreement` is 1 minus the largest difference of a set's nDCG@10 between the function's encoder and
 * f32.
 */
export function checkGates(
  gates: readonly Gate[],
  summary: Summary,
  differences: readonly EncoderDifference[] = [],
): GateResult[] {
  return gates.map((gate) => {
    const value = gate.measure === "agreement" ? agreement(differences) : gatedValue(summary, gate.measure);
    return { ...gate, value, passed: value !== null && value >= gate.least };
  });
}

export function gateLine({ measure, least, value, passed }: GateResult): string {
  if (value === null) return `--fail-under ${measure}=${least}: failed, this figure was not measured`;
  return `--fail-under ${measure}=${least}: ${passed ? "reached" : "failed"}, ${measure} is ${value.toFixed(4)}`;
}

function gatedValue({ rows, answers }: Summary, measure: Exclude<Gated, "agreement">): number | null {
  if (measure === "balanced") return answers[0]?.balanced ?? null;
  const isRelated = measure === "related";
  const of = rows.filter(({ ranking }) => (ranking === "related") === isRelated);
  const main = of.filter(({ ranking }) => ranking === of[0]?.ranking);
  const row = main.find(({ set }) => set === ALL_SETS) ?? main[0];
  return row?.[isRelated ? "ndcg" : measure].value ?? null;
}
