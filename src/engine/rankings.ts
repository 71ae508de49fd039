// The candidates of one query ranked, by meaning (with or without words) or by words alone: who is found, the log-odds
// of each, and what they are made of. Thresholds, age and near-duplicates come after it.

import { FLAG } from "../index/columns.ts";
import type { AnswerCurves } from "../index/ranking.ts";
import type { Snapshot } from "../index/snapshot/reader.ts";
import type { KeywordMatches } from "../lexical/keyword-index.ts";
import { primaryLanguage } from "../lexical/language-tags.ts";
import { type Evidence, fallOff, firstLogit, reach } from "./answer-score.ts";
import { keywordGain, spreadOver } from "./fusion.ts";
import { type Doubt, type FirstHit, NO_DOUBT } from "./near-miss.ts";
import { type PassageScores, scorePassages } from "./passage-scores.ts";
import type { SearchDetails, SearchMode } from "./search-request.ts";

export interface Ranking {
  readonly mode: SearchMode;
  /** Articles that could be hits, in the order of the candidates: all whose log-odds are `least` or more. */
  readonly found: readonly number[];
  /** `Float32Array[articles]`: log-odds that the article answers the query; only those of `found` mean anything. */
  readonly logits: Float32Array;
  /** What decides the order, `Float32Array[articles]`; only those of `found` mean anything. */
  readonly fused: Float32Array;
  /** What the scores rest on; null where nothing is found. */
  readonly evidence: Evidence | null;
  /** The passage that matched, or null where none was compared. */
  passageOf(ordinal: number): number | null;
  explain(ordinal: number): Omit<SearchDetails, "recency">;
}

export interface MeaningOptions {
  /** `Float32Array[passages]`. */
  readonly cosines: Float32Array;
  /** null in semantic mode. */
  readonly words: KeywordMatches | null;
  readonly candidates: readonly number[];
  /**
   * What the spreads of both scores are taken over: the candidates, and what a filter leaves out of them. So words weigh
   * the same whatever is left, and a filter never changes the order. The candidates without it.
   */
  readonly population?: readonly number[];
  /** null: as fitted. */
  readonly semanticRatio: number | null;
}

/** What is looked for in the order that a placement has. */
export interface Reach {
  /** Log-odds below which no hit is looked for; all are found without it. */
  readonly least?: number;
  /** What the first hit's log-odds are less than its evidence says, because of what it lacks; 0 without it. */
  readonly doubt?: Doubt;
}

/** The candidates in one order, before it is known how likely the first of them answers the query. */
export interface Placement {
  /** null where there is no candidate that the model reads. */
  readonly first: FirstHit | null;
  readonly evidence: Evidence | null;
  ranked(reach?: Reach): Ranking;
}

export function placeByMeaning(snapshot: Snapshot, options: MeaningOptions): Placement {
  const { cosines, words, candidates, population = candidates, semanticRatio } = options;
  const { fusion } = snapshot.manifest.ranking.search;
  const passages = scorePassages(snapshot, cosines, fusion.support);
  const { best } = passages;
  const { read, unread } = byReading(snapshot, candidates);
  const spread = words === null ? { mean: 0, deviation: 0 } : spreadOver(words.scores, population);
  const compared = population === candidates ? read : byReading(snapshot, population).read;
  const gain = words === null ? 0 : keywordGain(fusion, semanticRatio, spreadOver(best, compared), spread);
  const mode = words === null ? "semantic" : "hybrid";
  const contribution = (ordinal: number) => gain * ((words?.scores[ordinal] ?? 0) - spread.mean);

  /** No article's score is above its best passage's: what that can't lift to the top needs no closer look. */
  const limits = new Float32Array(snapshot.articleCount);
  let first = -1;
  let topFused = Number.NEGATIVE_INFINITY;
  let nearness = -1;
  let bestMatch = 0;
  for (const ordinal of read) {
    const limit = (best[ordinal] as number) + contribution(ordinal);
    limits[ordinal] = limit;
    nearness = Math.max(nearness, best[ordinal] as number);
    bestMatch = Math.max(bestMatch, words?.scores[ordinal] ?? 0);
    if (limit <= topFused) continue;
    const exact = Math.fround(passages.scoreOf(ordinal) + contribution(ordinal));
    if (exact <= topFused) continue;
    topFused = exact;
    first = ordinal;
  }
  const curve = curvesOf(snapshot, first)[mode];
  const evidence = { nearness, match: bestMatch / (words?.maxScore || 1) };
  const top = firstLogit(curve, evidence);

  const ranked = ({ least = Number.NEGATIVE_INFINITY, doubt = NO_DOUBT }: Reach = {}): Ranking => {
    const fused = new Float32Array(snapshot.articleCount);
    const logits = new Float32Array(snapshot.articleCount);
    const doubted = top - doubt.logit;
    const lowest = topFused - reach(curve, doubted - least) - ROUNDING;
    const found = read.filter((ordinal) => (limits[ordinal] as number) >= lowest);
    for (const ordinal of found) {
      fused[ordinal] = passages.scoreOf(ordinal) + contribution(ordinal);
      logits[ordinal] = doubted - fallOff(curve, topFused - (fused[ordinal] as number));
    }
    // What the model does not read stands where its words alone would put it.
    const byWords = words === null || unread.length === 0 ? null : rankByWords(snapshot, words, unread);
    for (const ordinal of byWords?.found ?? []) logits[ordinal] = byWords?.logits[ordinal] as number;
    return {
      mode,
      found:
        byWords === null || byWords.found.length === 0 ? found : merged(candidates, found, byWords.found),
      logits,
      fused,
      evidence: first < 0 ? null : evidence,
      passageOf: (ordinal) => {
        const passage = passages.bestPassageOf(ordinal);
        return passage < 0 || snapshot.has(ordinal, "unread") ? null : passage;
      },
      explain(ordinal) {
        if (snapshot.has(ordinal, "unread") && byWords !== null) return byWords.explain(ordinal);
        const below = fallOff(curve, topFused - (fused[ordinal] as number));
        return {
          semantic: semanticDetails(passages, read, ordinal),
          keyword: words === null ? null : wordDetails(words, candidates, ordinal, contribution(ordinal)),
          fused: fused[ordinal] as number,
          calibration: {
            first: top,
            doubt: doubt.logit,
            lacking: doubt.lacking,
            below,
            logit: doubted - below,
          },
        };
      },
    };
  };
  return {
    first: first < 0 ? null : { ordinal: first, passage: passages.bestPassageOf(first), top },
    evidence: first < 0 ? null : evidence,
    ranked,
  };
}

/** Of a score in single precision. */
const ROUNDING = 1e-6;

/** Only what has a word of the query is found. */
export function rankByWords(
  snapshot: Snapshot,
  words: KeywordMatches,
  candidates: readonly number[],
): Ranking {
  const found = candidates.filter((ordinal) => (words.scores[ordinal] as number) > 0);
  const fused = new Float32Array(snapshot.articleCount);
  let first = found[0] ?? -1;
  for (const ordinal of found) {
    fused[ordinal] = (words.scores[ordinal] as number) / words.maxScore;
    if ((fused[ordinal] as number) > (fused[first] as number)) first = ordinal;
  }
  const curve = curvesOf(snapshot, first).keyword;
  const topFused = fused[first] ?? 0;
  const evidence = { nearness: topFused, match: topFused };
  const top = firstLogit(curve, evidence);
  const logits = new Float32Array(snapshot.articleCount);
  for (const ordinal of found) logits[ordinal] = top - fallOff(curve, topFused - (fused[ordinal] as number));
  return {
    mode: "keyword",
    found,
    logits,
    fused,
    evidence: first < 0 ? null : evidence,
    passageOf: () => null,
    explain(ordinal) {
      const below = fallOff(curve, topFused - (fused[ordinal] as number));
      return {
        semantic: null,
        keyword: wordDetails(words, candidates, ordinal, fused[ordinal] as number),
        fused: fused[ordinal] as number,
        calibration: { first: top, doubt: 0, lacking: [], below, logit: top - below },
      };
    },
  };
}

/** Those of the first hit's language, where it has its own. */
function curvesOf(snapshot: Snapshot, first: number): AnswerCurves {
  const { curves, languages } = snapshot.manifest.ranking.search;
  if (first < 0 || Object.keys(languages).length === 0) return curves;
  const primary = primaryLanguage(snapshot.article(first).lang);
  return Object.hasOwn(languages, primary) ? (languages[primary] ?? curves) : curves;
}

/** Candidates with a passage in a language that the model reads, and those in one that it does not; each in order. */
function byReading({ flags, firstPassage }: Snapshot, candidates: readonly number[]) {
  const isUnread = (ordinal: number) => ((flags[ordinal] as number) & FLAG.unread) !== 0;
  const isRead = (ordinal: number) =>
    !isUnread(ordinal) && (firstPassage[ordinal] as number) < (firstPassage[ordinal + 1] as number);
  // In most archives every article is read, and there is nothing to pick out.
  if (candidates.every(isRead)) return { read: candidates, unread: [] };
  return { read: candidates.filter(isRead), unread: candidates.filter(isUnread) };
}

/** Two selections of the candidates as one, in their order. */
function merged(candidates: readonly number[], a: readonly number[], b: readonly number[]): number[] {
  const chosen = new Set([...a, ...b]);
  return candidates.filter((ordinal) => chosen.has(ordinal));
}

function semanticDetails(
  { scoreOf, best }: PassageScores,
  among: readonly number[],
  ordinal: number,
): SearchDetails["semantic"] {
  const score = scoreOf(ordinal);
  const cosine = best[ordinal] as number;
  let rank = 1;
  for (const other of among) if ((best[other] as number) > score && scoreOf(other) > score) rank++;
  return { score, rank, best: cosine, support: score - cosine };
}

function wordDetails(
  { scores, coverage }: KeywordMatches,
  among: readonly number[],
  ordinal: number,
  contribution: number,
): SearchDetails["keyword"] {
  return {
    score: scores[ordinal] as number,
    rank: rankOf(scores, among, ordinal),
    coverage: coverage[ordinal] as number,
    contribution,
  };
}

/** From 1 on; equal scores share the better rank. */
function rankOf(scores: Float32Array, among: readonly number[], ordinal: number): number {
  const own = scores[ordinal] as number;
  let rank = 1;
  for (const other of among) if ((scores[other] as number) > own) rank++;
  return rank;
}
