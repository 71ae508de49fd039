// Relevance on the sample archive: nDCG@10 of the three modes on the judged queries, how often the first hits
// of related articles belong to the article's storyline, and the first scores of queries it can't answer.

import { idKey } from "../../src/search/keys.ts";
import type { Library } from "../../src/search/library.ts";
import { related } from "../../src/search/related.ts";
import { SEARCH_MODES, type SearchMode, search } from "../../src/search/search.ts";
import { cappedPrecision, mean, ndcg } from "./metrics.ts";
import type { AnswerableQuery, UnanswerableQuery } from "./sample-judgements.ts";

export const NDCG_DEPTH = 10;
export const RELATED_DEPTH = 5;

export interface SearchFigures {
  readonly mode: SearchMode;
  readonly ndcg: number;
  /** The same for queries that share their words with the articles, and for those that share few. */
  readonly words: number;
  readonly meaning: number;
  /** nDCG of each query, by its id. */
  readonly byQuery: ReadonlyMap<string, number>;
}

export async function measureSearch(
  library: Library,
  queries: readonly AnswerableQuery[],
  now: number,
): Promise<SearchFigures[]> {
  const figures: SearchFigures[] = [];
  for (const mode of SEARCH_MODES) {
    const byQuery = new Map<string, number>();
    for (const { id, query, grades } of queries) {
      const request = { query, mode, limit: NDCG_DEPTH, offset: 0, threshold: 0, now };
      const { hits } = await search(library, request);
      const ranked = hits.map(({ ordinal }) => library.snapshot.article(ordinal).id);
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

/** Mean share of the storyline among the first hits, each article of a storyline asked once. */
export function measureRelated(
  library: Library,
  storylines: ReadonlyMap<string, string>,
  now: number,
): number {
  const shares = [...storylines].map(([id, story]) => {
    const ordinal = library.snapshot.findKey(idKey(id));
    if (ordinal === null) throw new Error(`the index has no article ${id}`);
    const wanted = new Set(
      [...storylines].filter(([other, of]) => of === story && other !== id).map(([other]) => other),
    );
    const { hits } = related(library, { ordinal, limit: RELATED_DEPTH, threshold: 0, now });
    const ranked = hits.map((hit) => library.snapshot.article(hit.ordinal).id);
    return cappedPrecision(ranked, wanted, RELATED_DEPTH);
  });
  return mean(shares);
}

/** Mean score of the first hit, of queries the archive answers and of those it does not. */
export async function measureFirstScores(
  library: Library,
  answerable: readonly AnswerableQuery[],
  unanswerable: readonly UnanswerableQuery[],
  now: number,
): Promise<{ answerable: number; unanswerable: number }> {
  const first = async (query: string) => {
    const request = { query, mode: "hybrid", limit: 1, offset: 0, threshold: 0, now } as const;
    return (await search(library, request)).hits[0]?.score ?? 0;
  };
  const scores = async (queries: readonly { query: string }[]) =>
    mean(await Promise.all(queries.map(({ query }) => first(query))));
  return { answerable: await scores(answerable), unanswerable: await scores(unanswerable) };
}
