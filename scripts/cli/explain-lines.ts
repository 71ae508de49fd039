// How a hit's score is made up, as lines for a terminal: each figure below the ones it is the sum or product of. The
// operator's page shows the same figures with the same labels.

import type { RelatedScoreDetails, SearchScoreDetails } from "../../src/api-types.ts";
import { tableLines } from "../terminal/table.ts";

type Row = readonly [label: string, figure: number];

/** `score` is the hit's. */
export function searchDetailLines(score: number, details: SearchScoreDetails): string[] {
  const { semantic, keyword, relevance, calibration, recency } = details;
  const rows: Row[] = [];
  if (semantic !== null) {
    rows.push(["cosine of the best passage", semantic.bestPassage]);
    rows.push(["+ other passages", semantic.otherPassages]);
    rows.push([`= meaning, rank ${semantic.rank}`, semantic.score]);
  }
  if (keyword !== null) {
    const { score: bm25, rank, matchedIdfShare, contribution } = keyword;
    const facts = `BM25F ${bm25.toFixed(2)}, rank ${rank}, ${percent(matchedIdfShare)} of the query's words`;
    rows.push([semantic === null ? `words: ${facts}` : `+ words: ${facts}`, contribution]);
  }
  if (semantic !== null && keyword !== null) rows.push(["= relevance", relevance]);
  rows.push(["log-odds of the first hit", calibration.first]);
  if (calibration.doubt !== 0) rows.push([missingWordsLabel(calibration), calibration.doubt]);
  rows.push(["- distance from the first hit", calibration.below]);
  rows.push(["= log-odds", calibration.logit]);
  rows.push(["score: the probability at these odds", score]);
  if (recency !== 1) rows.push(...agedRows(score, recency));
  return lines(rows);
}

/** `score` is the hit's. */
export function relatedDetailLines(score: number, details: RelatedScoreDetails): string[] {
  const { semantic, sections, tags, links, relevance, recency, diversityPenalty } = details;
  const rows: Row[] = [[`cosine, rank ${semantic.rank}`, semantic.score]];
  if (sections !== 0) rows.push(["+ shared sections", sections]);
  if (tags !== 0) rows.push(["+ shared tags", tags]);
  if (links !== 0) rows.push(["+ links between them", links]);
  if (rows.length > 1) rows.push(["= relevance", relevance]);
  rows.push(["score: the probability at this relevance", score]);
  if (recency !== 1) rows.push(...agedRows(score, recency));
  if (diversityPenalty !== 0)
    rows.push(["diversity penalty, relative to the best candidate", diversityPenalty]);
  return lines(rows);
}

function missingWordsLabel({ doubt, lacking }: SearchScoreDetails["calibration"]): string {
  const words = lacking.map((word) => `"${word}"`).join(", ");
  return doubt > 0
    ? `- because the first hit lacks ${words}`
    : `- because the first hit says ${words} in other words`;
}

function agedRows(score: number, recency: number): Row[] {
  return [
    ["× age", recency],
    ["= ranking value", score * recency],
  ];
}

function lines(rows: readonly Row[]): string[] {
  return tableLines(rows.map(([label, figure]) => [label, figure.toFixed(4)]));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
