// Relevance on the sample archive: nDCG@10 of the three modes on the judged queries, how many of the first related
// articles belong to the article's storyline, and whether first scores reveal what the archive can't answer.

import { related } from "../../src/engine/related.ts";
import { SEARCH_MODES, type SearchMode } from "../../src/engine/search-request.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { idKey } from "../../src/index/keys.ts";
import type { Searcher } from "../../src/index/searcher.ts";

import { mean } from "../statistics/mean.ts";
import { type AnswerFigures, answerFigures } from "./answer-measures.ts";
import { cappedPrecision, ndcg } from "./metrics.ts";
import { answerThreshold, rankQueries } from "./rankings.ts";
import type { AnswerableQuery, UnanswerableQuery } from "./sample-judgements.ts";

export const NDCG_DEPTH = 10;
export const RELATED_DEPTH = 5;
const ANSWER_SEED = 1;

export interface SearchFigures {
  readonly mode: SearchMode;
  readonly ndcg: number;
  /** The same for queries that share their words with the articles, and for queries that share few. */
  readonly words: number;
  readonly meaning: number;
  /** nDCG of each query by its id. */
  readonly byQuery: ReadonlyMap<string, number>;
}

export async function measureSearch(
  searcher: Searcher,
  queries: readonly AnswerableQuery[],
  now: number,
): Promise<SearchFigures[]> {
  const figures: SearchFigures[] = [];
  for (const mode of SEARCH_MODES) {
    const rank = rankQueries(searcher, mode, { depth: NDCG_DEPTH, now });
    const byQuery = new Map<string, number>();
    for (const { id, query, grades } of queries) {
      const ranked = (await rank(query)).map((hit) => hit.id);
      byQuery.set(id, ndcg(ranked, grades, NDCG_DEPTH));
    }
    const of = (kind: AnswerableQuery["kind"]) =>
      mean(queries.filter((query) => query.kind === kind).map(({ id }) => byQuery.get(id) ?? 0));
    figures.push({
      mode,
      ndcg: mean([...byQuery.values()]),
      words: of("words"),
      meaning: of("meaning"),
      byQuery,
    });
  }
  return figures;
}

/**
 * Mean share of the storyline among the first hits, over all articles of storylines. With `collapse` the lists are
 * those that readers see: near-duplicates count as one article, and copies of the subject do not count.
 */
export async function measureRelated(
  searcher: Searcher,
  storylines: ReadonlyMap<string, string>,
  now: number,
  duplicates: "include" | "collapse" = "include",
): Promise<number> {
  const [index] = searcher.segments;
  const groups = new Map<string, string>();
  const groupOf = async (id: string): Promise<string> => {
    const group = groups.get(id) ?? String(await groupIn(index, id, duplicates));
    groups.set(id, group);
    return group;
  };
  const shares: number[] = [];
  for (const [id, story] of storylines) {
    const wanted = new Set<string>();
    for (const [other, of] of storylines) if (of === story) wanted.add(await groupOf(other));
    wanted.delete(await groupOf(id));
    if (wanted.size === 0) continue;
    const subject = { kind: "articles", ids: [id] } as const;
    const { hits } = await related(searcher, {
      subject,
      limit: RELATED_DEPTH,
      threshold: 0,
      duplicates,
      now,
    });
    const ranked = await Promise.all(hits.map(({ article }) => groupOf(article.id)));
    shares.push(cappedPrecision(ranked, wanted, RELATED_DEPTH));
  }
  return mean(shares);
}

/** The number of the article's group of near-duplicates; of the article itself if each counts. */
async function groupIn(
  { documents, columns }: ArchiveIndex,
  id: string,
  duplicates: "include" | "collapse",
): Promise<number> {
  const ordinal = await documents.find(idKey(id));
  if (ordinal === null) throw new Error(`the index has no article ${id}`);
  return duplicates === "include" ? ordinal : (columns.duplicateOf[ordinal] ?? ordinal);
}

/** Answer figures in one mode. The unanswerable queries are near misses: each has an article that almost answers it. */
export async function measureAnswers(
  searcher: Searcher,
  mode: SearchMode,
  answerable: readonly AnswerableQuery[],
  unanswerable: readonly UnanswerableQuery[],
  now: number,
): Promise<AnswerFigures> {
  const rank = rankQueries(searcher, mode, { depth: 1, now });
  const firstScores = async (queries: readonly { query: string }[]) => {
    const scores: number[] = [];
    for (const { query } of queries) scores.push((await rank(query))[0]?.score ?? 0);
    return scores;
  };
  const scores = {
    answerable: await firstScores(answerable),
    unanswerable: await firstScores(unanswerable),
  };
  return answerFigures(scores, answerThreshold(), ANSWER_SEED);
}
