// A summary as tables: how good the rankings are, and how well the scores separate answers from off-topic queries.

import { tableLines } from "../terminal/table.ts";
import type { AnswerFigures } from "./answer-measures.ts";
import { NDCG_DEPTH, RUN_DEPTH } from "./evaluate-set.ts";
import { ALL_SETS, type Summary, type SummaryRow } from "./evaluation-summary.ts";
import type { Estimate } from "./uncertainty.ts";

export function evaluationLines({ rows, answers }: Summary): string[] {
  const search = rows.filter(({ ranking }) => ranking !== "related");
  const related = rows.filter(({ ranking }) => ranking === "related");
  const lines: string[] = [];
  if (search.length > 0) lines.push(...rankingTable("Search", search), "");
  if (related.length > 0) lines.push(...rankingTable("Related articles", related), "");
  const answered = search.flatMap((row) => (row.answers === null ? [] : [{ row, figures: row.answers }]));
  if (answered.length > 0) {
    const table = answered.map(({ row, figures }) => [row.set, row.ranking, ...answerCells(figures)]);
    if (answered.some(({ row }) => row.set !== answered[0]?.row.set)) {
      for (const one of answers) {
        const figures = [one.kept, one.rejected, one.balanced].map(digits);
        const rest = [one.best, one.brier, one.brierOfConstant, one.calibrationError].map(digits);
        table.push([ALL_SETS, one.ranking, "", "", ...figures, "", rest[0] ?? "", "", ...rest.slice(1)]);
      }
    }
    lines.push("Answers, by the score of the first hit", ...tableLines([ANSWER_HEADING, ...table]), "");
  }
  return lines;
}

function rankingTable(title: string, rows: readonly SummaryRow[]): string[] {
  const compared = rows.some(({ comparison }) => comparison !== null);
  const heading = [
    title,
    "ranking",
    "queries",
    `nDCG@${NDCG_DEPTH}`,
    "95 %",
    "MRR",
    "95 %",
    `recall@${RUN_DEPTH}`,
    "95 %",
  ];
  const main = rows.find(({ comparison }) => comparison !== null)?.comparison?.against;
  const table = rows.map((row) => [
    row.set,
    row.ranking,
    row.queries.toLocaleString("en"),
    ...[row.ndcg, row.mrr, row.recall].flatMap((one) => [digits(one.value), interval(one)]),
    ...(compared ? comparisonCells(row) : []),
  ]);
  return tableLines([compared ? [...heading, `nDCG to ${main}`, "p"] : heading, ...table]);
}

function comparisonCells({ comparison }: SummaryRow): string[] {
  if (comparison === null) return ["", ""];
  const { difference, p } = comparison;
  return [`${difference < 0 ? "" : "+"}${difference.toFixed(4)}`, p < 0.001 ? "< .001" : p.toFixed(3)];
}

const ANSWER_HEADING = [
  "set",
  "ranking",
  "queries",
  "threshold",
  "kept",
  "rejected",
  "balanced",
  "95 %",
  "best",
  "at",
  "Brier",
  "constant's",
  "calibration",
];

function answerCells(figures: AnswerFigures): string[] {
  const { answerable, unanswerable, threshold, kept, rejected, balanced, best } = figures;
  return [
    `${answerable.toLocaleString("en")} + ${unanswerable.toLocaleString("en")}`,
    digits(threshold),
    digits(kept),
    digits(rejected),
    digits(balanced.value),
    interval(balanced),
    digits(best.balanced),
    best.threshold === null ? "none" : digits(best.threshold),
    digits(figures.brier),
    digits(figures.brierOfConstant),
    digits(figures.calibrationError),
  ];
}

function digits(value: number): string {
  return value.toFixed(4);
}

function interval({ low, high }: Estimate): string {
  return `${low.toFixed(3)} – ${high.toFixed(3)}`;
}
