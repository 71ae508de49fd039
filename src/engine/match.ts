// Compares a query's vector with the passages of one segment. An exact index compares it with all of them. An
// approximate index returns only the nearest; then the candidates are the articles of those passages, plus the best
// articles by keywords, whose passages are compared one by one.

import { FLAG } from "../index/columns.ts";
import type { ScoreStats } from "../vector/score-stats.ts";
import { NOT_COMPARED, type PassageScores, scorePassages } from "./passage-scores.ts";
import { selectBest } from "./selection.ts";
import type { SegmentQuery } from "./understand.ts";

/** How many passages to request from an approximate index, and how many articles to add because of their keywords. */
export const CANDIDATE_PASSAGES = 2000;
export const CANDIDATES_BY_WORDS = 200;

export interface PassageMatches {
  readonly passages: PassageScores;
  /** The articles that can be ranked: all of the given ones, or those that were compared. */
  readonly candidates: readonly number[];
  /** Statistics of the cosines with all passages of the segment. */
  readonly background: ScoreStats;
}

/** `vector` is `Float32Array[dims]`; keywords add candidates unless `byWords` is false. */
export async function matchPassages(
  { index, words, candidates, passes }: SegmentQuery,
  vector: Float32Array,
  byWords: boolean,
): Promise<PassageMatches> {
  const { columns } = index;
  const { topPassagesWeight } = index.ranking.search.fusion;
  const allow = passes === null ? null : maskOf(candidates, index.size.articles);
  const matches = await index.passages.search(vector, { count: CANDIDATE_PASSAGES, allow });
  const { rows, scores, background } = matches;
  if (rows === null)
    return { passages: scorePassages(columns, scores, topPassagesWeight), candidates, background };

  const cosines = new Float32Array(index.size.passages).fill(NOT_COMPARED);
  for (const [at, row] of rows.entries()) cosines[row] = scores[at] as number;
  if (byWords) {
    const having = candidates.filter((ordinal) => (words.scores[ordinal] as number) > 0);
    const missing = selectBest(having, words.scores, CANDIDATES_BY_WORDS).flatMap((ordinal) => {
      const [first = 0, end = 0] = columns.firstPassage.subarray(ordinal, ordinal + 2);
      return Array.from({ length: end - first }, (_, i) => first + i);
    });
    const compared = await index.passages.scoresOf(vector, missing);
    for (const [at, row] of missing.entries()) cosines[row] = compared[at] as number;
  }
  const passages = scorePassages(columns, cosines, topPassagesWeight);
  const isCompared = (ordinal: number) =>
    (passages.best[ordinal] as number) > NOT_COMPARED ||
    ((columns.flags[ordinal] as number) & FLAG.unsupportedLanguage) !== 0;
  return {
    passages,
    candidates: candidates.filter(isCompared),
    background,
  };
}

function maskOf(ordinals: readonly number[], size: number): Uint8Array {
  const mask = new Uint8Array(size);
  for (const ordinal of ordinals) mask[ordinal] = 1;
  return mask;
}
