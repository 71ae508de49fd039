// Why a search hit ranks where it does, first in words, then in numbers: the same figures in the same order as
// `backstory search --explain` prints them.

import type { SearchScoreDetails } from "../../api-types.ts";
import type { SearchAnswer, SearchHit } from "./answers.ts";
import type { ExplainPlace } from "./places.ts";
import { capital, figure, ordinal, percent, plural, quoted } from "./plain-words.ts";

export type FigureRow = readonly [label: string, figure: string];

/** How the hit matches, in one sentence. `isShown`: to readers. */
export function leadOf({ semantic, keyword }: SearchScoreDetails, isShown: boolean): string {
  const matches = isShown ? "Matches" : "Comes close";
  if (semantic === null) return `${matches} in wording: ${wordsOf(keyword)}.`;
  const { rank } = semantic;
  const closeness = rank === 1 ? "closest in meaning" : `${ordinal(rank)} closest in meaning`;
  if (keyword === null) return `${matches} in meaning: ${closeness}.`;
  if (keyword.matchedIdfShare === 0) return `${matches} in meaning only: ${closeness}, ${wordsOf(keyword)}.`;
  return `${matches} ${mainlyIn(rank, keyword.rank)}: ${closeness}, ${wordsOf(keyword)}.`;
}

function mainlyIn(byMeaning: number, byWords: number): string {
  if (byMeaning === byWords) return "in meaning and wording";
  return byMeaning < byWords ? "mainly in meaning" : "mainly in wording";
}

function wordsOf(keyword: SearchScoreDetails["keyword"]): string {
  if (keyword === null) return "the query has no words";
  const { matchedIdfShare, rank } = keyword;
  if (matchedIdfShare === 0) return "with none of the query’s words";
  const share = matchedIdfShare > 0.995 ? "all" : percent(matchedIdfShare);
  return `${ordinal(rank)} by words, with ${share} of the query’s words`;
}

/** Anything else worth knowing about the hit, a sentence each. */
export function remarksOf(hit: SearchHit, threshold: number): string[] {
  const { details, score, access, passage } = hit;
  const remarks: string[] = [];
  if (score < threshold) {
    remarks.push(`Scores ${percent(score)}, below the threshold of ${percent(threshold)}.`);
  }
  if (details.semantic === null && details.keyword !== null) remarks.push("Meaning was not compared.");
  if (details.recency < 1) {
    remarks.push(`Ranked lower for its age (−${percent(1 - details.recency)}); the score stays the same.`);
  }
  if (access === "members" && passage === null) {
    remarks.push("The body is for members, so it is not shown here either.");
  }
  return remarks;
}

/** How the query was searched, a sentence each. `first`: the first hit of all, shown to readers or not. */
export function queryRemarks(place: ExplainPlace, answer: SearchAnswer, first: SearchHit | null): string[] {
  return [
    howSearched(place, answer),
    ...missingWords(first, answer.threshold),
    ...(answer.queryTruncated ? [TRUNCATED] : []),
  ];
}

const TRUNCATED = "The query is too long for the model: only its beginning was compared by meaning.";

function howSearched({ mode }: ExplainPlace, answer: SearchAnswer): string {
  if (answer.mode === "keyword") {
    return mode === "keyword"
      ? "Searched by words only."
      : "Searched by words only: the model doesn’t support this query’s language.";
  }
  if (answer.mode === "semantic") return "Searched by meaning only.";
  return `Searched by meaning and words, with a weight of ${percent(answer.semanticRatio)} for meaning.`;
}

function missingWords(first: SearchHit | null, threshold: number): string[] {
  if (first === null) return [];
  const { doubt, lacking } = first.details.calibration;
  if (lacking.length === 0) return [];
  const lacks = `the first hit lacks ${quoted(lacking)}`;
  if (doubt > 0) return [`All scores are lower because ${lacks}.`];
  if (first.score < threshold) {
    return [`${capital(lacks)}, and is not close enough to say it in other words.`];
  }
  if (doubt < 0) return [`${capital(lacks)} but says it in other words, so all scores are higher.`];
  return [`${capital(lacks)}, which makes no difference.`];
}

/** Each figure below the ones that it is the sum or product of. */
export function searchFigures({ score, details }: SearchHit): FigureRow[] {
  const { semantic, keyword, relevance, calibration, recency } = details;
  const rows: FigureRow[] = [];
  if (semantic !== null) {
    rows.push(["cosine of the best passage", figure(semantic.bestPassage)]);
    rows.push(["+ other passages", figure(semantic.otherPassages)]);
    rows.push([`= meaning, rank ${semantic.rank}`, figure(semantic.score)]);
  }
  if (keyword !== null) {
    const { rank, matchedIdfShare, contribution } = keyword;
    const facts = `BM25F ${figure(keyword.score, 2)}, rank ${rank}, ${percent(matchedIdfShare)} of the query’s words`;
    rows.push([semantic === null ? `words: ${facts}` : `+ words: ${facts}`, figure(contribution)]);
  }
  if (semantic !== null && keyword !== null) rows.push(["= relevance", figure(relevance)]);
  rows.push(["log-odds of the first hit", figure(calibration.first)]);
  if (calibration.doubt !== 0) rows.push([missingWordsLabel(calibration), figure(calibration.doubt)]);
  rows.push(["− distance from the first hit", figure(calibration.below)]);
  rows.push(["= log-odds", figure(calibration.logit)]);
  rows.push(["score: the probability at these odds", figure(score)]);
  if (recency !== 1) rows.push(["× age", figure(recency)], ["= ranking value", figure(score * recency)]);
  return rows;
}

function missingWordsLabel({ doubt, lacking }: SearchScoreDetails["calibration"]): string {
  const words = quoted(lacking);
  return doubt > 0
    ? `− because the first hit lacks ${words}`
    : `− because the first hit says ${words} in other words`;
}

/** `4 articles found for “…”`. */
export function countOf(total: number, query: string): string {
  const articles = total === 0 ? "No articles" : plural(total, "article");
  return `${articles} found for “${query}”`;
}
