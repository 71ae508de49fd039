// Evaluates one set through the engine: ranks every query or article in each mode and measures the rankings. The
// figures are per query; means over sets and tables are made elsewhere.

import { SEARCH_MODES, type SearchMode } from "../../src/engine/search-request.ts";
import type { Searcher } from "../../src/index/searcher.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";
import type { Report } from "../terminal/report.ts";
import { type AnswerFigures, answerFigures } from "./answer-measures.ts";
import { type Grades, ndcg, recall, reciprocalRank } from "./metrics.ts";
import { answerThreshold, type RankedId, rankQueries, rankRelated } from "./rankings.ts";
import type { SetQuery, SetSubject } from "./search-set.ts";

export const NDCG_DEPTH = 10;
/** Depth of recall, of the reciprocal rank and of a TREC run. */
export const RUN_DEPTH = 100;

/** A mode of search, or related articles. */
export type RankingName = SearchMode | "related";
export const RANKING_NAMES: readonly RankingName[] = [...SEARCH_MODES, "related"];

export const MEASURES = ["ndcg", "mrr", "recall"] as const;
export type Measure = (typeof MEASURES)[number];

export interface RankedQuery {
  readonly query: string;
  /** Best first, at most `RUN_DEPTH`. */
  readonly ranked: readonly RankedId[];
}

export interface RankingFigures {
  readonly set: string;
  readonly ranking: RankingName;
  /** Each measure of each query, in the order of the queries. */
  readonly values: Readonly<Record<Measure, readonly number[]>>;
  /** null for related articles, and if there are no off-topic queries. */
  readonly answers: AnswerFigures | null;
  readonly run: readonly RankedQuery[];
}

export interface SearchEvaluation {
  readonly set: string;
  readonly searcher: Searcher;
  /** Milliseconds since 1970; later articles are not visible. */
  readonly now: number;
  readonly modes: readonly SearchMode[];
  readonly queries: readonly SetQuery[];
  /** Queries that this archive does not answer; may be empty. */
  readonly offTopic: readonly string[];
  readonly seed: number;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

/**
 * Answers are measured on equal numbers of answerable and off-topic queries: of the larger group, a seeded sample is
 * used. The ranking measures use every query.
 */
export async function evaluateSearch(evaluation: SearchEvaluation): Promise<RankingFigures[]> {
  const { set, searcher, now, modes, queries, offTopic, seed, report, signal } = evaluation;
  const random = seededRandom(seed);
  const pairs = Math.min(queries.length, offTopic.length);
  const answerableIds = new Set(sample(queries, pairs, random).map(({ id }) => id));
  const others = sample(offTopic, pairs, random);
  const progress = report.progress(`${set}: queries`, modes.length * (queries.length + others.length));
  const figures: RankingFigures[] = [];
  try {
    for (const mode of modes) {
      const rank = rankQueries(searcher, mode, { depth: RUN_DEPTH, now });
      const first = rankQueries(searcher, mode, { depth: 1, now });
      const run: RankedQuery[] = [];
      const unanswerable: number[] = [];
      for (const { id, text } of queries) {
        signal?.throwIfAborted();
        run.push({ query: id, ranked: await rank(text) });
        progress.advance(1);
      }
      for (const text of others) {
        signal?.throwIfAborted();
        unanswerable.push((await first(text))[0]?.score ?? 0);
        progress.advance(1);
      }
      const answerable = run
        .filter(({ query }) => answerableIds.has(query))
        .map(({ ranked }) => ranked[0]?.score ?? 0);
      figures.push({
        set,
        ranking: mode,
        values: valuesOf(run, queries),
        answers: pairs === 0 ? null : answerFigures({ answerable, unanswerable }, answerThreshold(), seed),
        run,
      });
    }
  } finally {
    progress.stop();
  }
  return figures;
}

export interface RelatedEvaluation {
  readonly set: string;
  readonly searcher: Searcher;
  /** Milliseconds since 1970; later articles are not visible. */
  readonly now: number;
  readonly subjects: readonly SetSubject[];
  readonly signal?: AbortSignal;
}

/** Ranks the related articles of every subject. */
export async function evaluateRelated({
  set,
  searcher,
  now,
  subjects,
  signal,
}: RelatedEvaluation): Promise<RankingFigures> {
  const rank = rankRelated(searcher, { depth: RUN_DEPTH, now });
  const run: RankedQuery[] = [];
  for (const { id } of subjects) {
    signal?.throwIfAborted();
    run.push({ query: id, ranked: await rank(id) });
  }
  return { set, ranking: "related", values: valuesOf(run, subjects), answers: null, run };
}

function valuesOf(
  run: readonly RankedQuery[],
  judged: readonly { readonly grades: Grades }[],
): RankingFigures["values"] {
  const over = (measure: (ranked: readonly string[], grades: Grades) => number) =>
    run.map(({ ranked }, index) => {
      const ids = ranked.map(({ id }) => id);
      return measure(ids, judged[index]?.grades ?? {});
    });
  return {
    ndcg: over((ranked, grades) => ndcg(ranked, grades, NDCG_DEPTH)),
    mrr: over(reciprocalRank),
    recall: over((ranked, grades) => recall(ranked, grades, RUN_DEPTH)),
  };
}
