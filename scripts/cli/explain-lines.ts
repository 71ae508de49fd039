// Where a hit's score comes from, as lines for a terminal: each figure below the ones it is the sum or product of.

import type { RelatedScoreDetails, SearchScoreDetails } from "../../src/api-types.ts";
import { tableLines } from "../terminal/table.ts";

type Row = readonly [label: string, figure: number];

/** `score` is the hit's. */
export function searchDetailLines(score: number, details: SearchScoreDetails): string[] {
  const { semantic, keyword, relevance, calibration, recency } = details;
  const rows: Row[] = [];
  if (semantic !== null) {
    rows.push(["cosine of the nearest passage", semantic.bestPassage]);
    rows.push(["+ what its next passages add", semantic.otherPassages]);
    rows.push([`= meaning, rank ${semantic.rank}`, semantic.score]);
  }
  if (keyword !== null) {
    const { score: bm25, rank, matchedIdfShare, contribution } = keyword;
    const facts = `BM25F ${bm25.toFixed(2)}, rank ${rank}, ${percent(matchedIdfShare)} of the query's words`;
    rows.push([semantic === null ? `words: ${facts}` : `+ words: ${facts}`, contribution]);
  }
  if (semantic !== null && keyword !== null) rows.push(["= meaning and words", relevance]);
  rows.push(["log-odds of the first hit", calibration.first]);
  if (calibration.doubt !== 0) rows.push([doubtLabel(calibration), calibration.doubt]);
  rows.push(["- for the distance to the first hit", calibration.below]);
  rows.push(["= log-odds", calibration.logit]);
  rows.push(["score, the probability of these odds", score]);
  if (recency !== 1) rows.push(...agedRows(score, recency));
  return lines(rows);
}

/** `score` is the hit's. */
export function relatedDetailLines(score: number, details: RelatedScoreDetails): string[] {
  const { semantic, sections, tags, links, relevance, recency, diversityPenalty } = details;
  const rows: Row[] = [[`cosine to the subject, rank ${semantic.rank}`, semantic.score]];
  for (const [name, figure] of Object.entries({ sections, tags, links })) {
    if (figure !== 0)
      rows.push([`+ ${name} in common`.replace("links in common", "links between them"), figure]);
  }
  if (rows.length > 1) rows.push(["= similarity", relevance]);
  rows.push(["score, its probability", score]);
  if (recency !== 1) rows.push(...agedRows(score, recency));
  if (diversityPenalty !== 0)
    rows.push(["likeness to the hits before it, beside the best one's order", diversityPenalty]);
  return lines(rows);
}

function doubtLabel({ doubt, lacking }: SearchScoreDetails["calibration"]): string {
  const words = lacking.map((word) => `"${word}"`).join(", ");
  return doubt > 0
    ? `- because the first hit lacks ${words}`
    : `- because the first hit says ${words} in other words`;
}

function agedRows(score: number, recency: number): Row[] {
  return [
    ["× age", recency],
    ["= order", score * recency],
  ];
}

function lines(rows: readonly Row[]): string[] {
  return tableLines(rows.map(([label, figure]) => [label, figure.toFixed(4)]));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
