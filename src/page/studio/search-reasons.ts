// Why a search hit is where it is, first in words, then in numbers: the same figures, in the same order, as
// `backstory search --explain` prints them.

import type { SearchScoreDetails } from "../../api-types.ts";
import type { SearchAnswer, SearchHit } from "./answers.ts";
import type { ExplainPlace } from "./places.ts";
import { capital, figure, ordinal, percent, plural, quoted } from "./plain-words.ts";

export type FigureRow = readonly [label: string, figure: string];

/** What brought the hit here, in one sentence. `isShown`: to readers. */
export function leadOf({ semantic, keyword }: SearchScoreDetails, isShown: boolean): string {
  const here = isShown ? "Here" : "Came near";
  if (semantic === null) return `${here} for its words: ${wordsOf(keyword)}.`;
  const { rank } = semantic;
  const nearness = `the ${rank === 1 ? "" : `${ordinal(rank)} `}nearest in meaning`;
  if (keyword === null) return `${here} for its meaning: it is ${nearness}.`;
  if (keyword.matchedIdfShare === 0)
    return `${here} for its meaning alone: ${nearness}, ${wordsOf(keyword)}.`;
  return `${here} ${weightOf(rank, keyword.rank)}: ${nearness}, ${wordsOf(keyword)}.`;
}

function weightOf(byMeaning: number, byWords: number): string {
  if (byMeaning === byWords) return "for its meaning and its words alike";
  return byMeaning < byWords
    ? "for its meaning more than for its words"
    : "for its words more than for its meaning";
}

function wordsOf(keyword: SearchScoreDetails["keyword"]): string {
  if (keyword === null) return "of which none were asked";
  const { matchedIdfShare, rank } = keyword;
  if (matchedIdfShare === 0) return "without any of the query’s words";
  const place = rank === 1 ? "first by words" : `${ordinal(rank)} by words`;
  return `${place}, with ${matchedIdfShare > 0.995 ? "all" : percent(matchedIdfShare)} of the query’s`;
}

/** What else is to be said of the hit, a sentence each. */
export function remarksOf(hit: SearchHit, threshold: number): string[] {
  const { details, score, access, passage } = hit;
  const remarks: string[] = [];
  if (score < threshold) {
    remarks.push(`It scores ${percent(score)}, and ${percent(threshold)} is needed.`);
  }
  if (details.semantic === null && details.keyword !== null) {
    remarks.push("Its meaning was not compared.");
  }
  if (details.recency < 1) {
    remarks.push(
      `Its age takes ${percent(1 - details.recency)} off its place in the order, not off its score.`,
    );
  }
  if (access === "members" && passage === null) {
    remarks.push("Its body is for members and is not shown here either.");
  }
  return remarks;
}

/** How the query was searched, a sentence each. `first`: the first hit of all, shown to readers or not. */
export function queryRemarks(place: ExplainPlace, answer: SearchAnswer, first: SearchHit | null): string[] {
  return [
    howSearched(place, answer),
    ...doubtOf(first, answer.threshold),
    ...(answer.queryTruncated ? [CUT] : []),
  ];
}

const CUT = "The query is long: only its beginning was read for its meaning.";

function howSearched({ mode }: ExplainPlace, answer: SearchAnswer): string {
  if (answer.mode === "keyword") {
    return mode === "keyword"
      ? "Searched by words alone."
      : "Searched by words alone: the model does not read the language of this query.";
  }
  if (answer.mode === "semantic") return "Searched by meaning alone.";
  return `Searched by meaning and words; meaning counts for ${percent(answer.semanticRatio)}.`;
}

function doubtOf(first: SearchHit | null, threshold: number): string[] {
  if (first === null) return [];
  const { doubt, lacking } = first.details.calibration;
  if (lacking.length === 0) return [];
  const lacks = `the first hit lacks ${quoted(lacking)}`;
  if (doubt > 0) return [`All scores are lower because ${lacks}.`];
  if (first.score < threshold)
    return [`${capital(lacks)}, and is not near enough to say that in other words.`];
  if (doubt < 0) return [`${capital(lacks)} but says that in other words: all scores are higher for it.`];
  return [`${capital(lacks)}, which costs nothing.`];
}

/** Each figure below the ones that it is the sum or product of. */
export function searchFigures({ score, details }: SearchHit): FigureRow[] {
  const { semantic, keyword, relevance, calibration, recency } = details;
  const rows: FigureRow[] = [];
  if (semantic !== null) {
    rows.push(["cosine of the nearest passage", figure(semantic.bestPassage)]);
    rows.push(["+ what its next passages add", figure(semantic.otherPassages)]);
    rows.push([`= meaning, rank ${semantic.rank}`, figure(semantic.score)]);
  }
  if (keyword !== null) {
    const facts = `BM25F ${figure(keyword.score, 2)}, rank ${keyword.rank}, ${percent(keyword.matchedIdfShare)} of the query’s words`;
    rows.push([semantic === null ? `words: ${facts}` : `+ words: ${facts}`, figure(keyword.contribution)]);
  }
  if (semantic !== null && keyword !== null) rows.push(["= meaning and words", figure(relevance)]);
  rows.push(["log-odds of the first hit", figure(calibration.first)]);
  if (calibration.doubt !== 0) rows.push([doubtLabel(calibration), figure(calibration.doubt)]);
  rows.push(["− for the distance to the first hit", figure(calibration.below)]);
  rows.push(["= log-odds", figure(calibration.logit)]);
  rows.push(["score, the probability of these odds", figure(score)]);
  if (recency !== 1) rows.push(["× age", figure(recency)], ["= order", figure(score * recency)]);
  return rows;
}

function doubtLabel({ doubt, lacking }: SearchScoreDetails["calibration"]): string {
  const words = quoted(lacking);
  return doubt > 0
    ? `− because the first hit lacks ${words}`
    : `− because the first hit says ${words} in other words`;
}

/** `4 articles answer “…”`. */
export function countOf(total: number, query: string): string {
  if (total === 0) return `No article answers “${query}”`;
  return `${plural(total, "article answers", "articles answer")} “${query}”`;
}
