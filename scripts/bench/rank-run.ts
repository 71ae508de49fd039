// What ranking adds to retrieval, in one process: a cheap check of the engine's answers, then every kind of request
// timed in rounds together with the retrieval that it contains.

import type { Encoder } from "../../src/encoder/encoder.ts";
import { type Filters, NO_FILTERS } from "../../src/engine/filters.ts";
import { related } from "../../src/engine/related.ts";
import type { RelatedRequest } from "../../src/engine/related-request.ts";
import { rawVector } from "../../src/engine/related-subject.ts";
import { search } from "../../src/engine/search.ts";
import type { SearchRequest } from "../../src/engine/search-request.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { idKey } from "../../src/index/keys.ts";
import type { Searcher } from "../../src/index/searcher.ts";
import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";
import { mean } from "../statistics/mean.ts";
import { timeVariants } from "./cpu-rounds.ts";
import type { RoundPlan } from "./interleave.ts";
import { Mismatch } from "./mismatch.ts";
import { BENCH_NOW, type RankArchive, type RankQuery, SECTION_NAMES } from "./rank-archive.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** As on a page of results. */
const HITS = 10;
const RELATED_HITS = 5;
const RELATED_MAX_HITS = 20;
/** Hits that are checked for each query. */
const CHECKED = 20;
/** Rounding of single precision. */
const TOLERANCE = 1e-4;

/** Lets every article through, so that only the cost of filtering is added. */
const ALL_THROUGH: Filters = {
  names: new Map([["section", SECTION_NAMES]]),
  publishedAfter: 0,
  publishedBefore: BENCH_NOW + 1,
};
/** A tenth of the archive. */
const ONE_SECTION: Filters = { ...NO_FILTERS, names: new Map([["section", SECTION_NAMES.slice(0, 1)]]) };
const FACETS = ["section", "tag", "year"];

type SearchWay = Omit<SearchRequest, "query" | "mode" | "offset" | "now"> & { readonly explain?: true };
const SEARCHES: Readonly<Record<string, SearchWay>> = {
  "search()": { limit: HITS },
  "with the details of every hit": { limit: HITS, explain: true },
  "filters that let all through": { limit: HITS, filters: ALL_THROUGH },
  "one section of ten": { limit: HITS, filters: ONE_SECTION },
  "threshold 0": { limit: HITS, threshold: 0 },
  "threshold 0, three facets": { limit: HITS, threshold: 0, facets: FACETS },
  "threshold 0, newest first": { limit: HITS, threshold: 0, sort: "newest" },
  "threshold 0, recency 0.5": { limit: HITS, threshold: 0, recency: 0.5 },
  "threshold 0, 100 hits": { limit: 100, threshold: 0 },
};

type RelatedWay = Omit<RelatedRequest, "subject" | "now">;
const RELATED: Readonly<Record<string, RelatedWay>> = {
  "related()": { limit: RELATED_HITS },
  "filters that let all through": { limit: RELATED_HITS, filters: ALL_THROUGH },
  timeline: { limit: RELATED_HITS, direction: "timeline" },
  "threshold 0": { limit: RELATED_HITS, threshold: 0 },
  [`threshold 0, ${RELATED_MAX_HITS} hits`]: { limit: RELATED_MAX_HITS, threshold: 0 },
};

export interface RankResult {
  readonly name: string;
  /** CPU milliseconds of one answer. */
  readonly time: Spread;
  /** CPU milliseconds beyond the retrieval of the same round; null for retrieval itself. */
  readonly added: Spread | null;
  /** `added` as a share of the retrieval's median. */
  readonly share: number | null;
  /** Mean number of articles above the threshold; null for retrieval itself. */
  readonly total: number | null;
}

interface AskedVariant {
  readonly name: string;
  readonly ask: (index: number) => Promise<number>;
}

/** The first variant of a group is the retrieval that the others are compared with. */
export async function runRanking(
  searcher: Searcher,
  { queries, subjects }: RankArchive,
  plan: RoundPlan,
): Promise<{ search: RankResult[]; related: RankResult[] }> {
  const [index] = searcher.segments;
  for (const query of queries) await checkSearch(searcher, query);
  for (const id of subjects) await checkRelated(searcher, id);
  const searches = Object.entries(SEARCHES).map(([name, way]): AskedVariant => {
    const { explain, ...asked } = way;
    return {
      name,
      async ask(index) {
        const query = queries[index]?.text ?? "";
        const request = { query, mode: "hybrid", offset: 0, now: BENCH_NOW, ...asked } as const;
        const { hits, total } = await search(searcher, request);
        if (explain) for (const hit of hits) hit.explain();
        return total;
      },
    };
  });
  const relateds = Object.entries(RELATED).map(([name, way]): AskedVariant => {
    const subjectOf = (at: number) => ({ kind: "articles", ids: [subjects[at] ?? ""] }) as const;
    return {
      name,
      ask: async (at) => (await related(searcher, { subject: subjectOf(at), now: BENCH_NOW, ...way })).total,
    };
  });
  const vectors = await Promise.all(subjects.map(async (id) => rawVector(index, await ordinalIn(index, id))));
  const scan: AskedVariant = {
    name: "scan of the articles",
    ask: async (at) => (await index.articles.search(vectors[at] ?? new Float32Array(), ALL)).scores.length,
  };
  const retrieval: AskedVariant = {
    name: "scan of the passages, BM25F",
    ask: async (at) => (await retrieve(searcher, queries[at])).cosines.length,
  };
  return {
    search: await timeAnswers([retrieval, ...searches], queries.length, plan),
    related: await timeAnswers([scan, ...relateds], subjects.length, plan),
  };
}

/**
 * An encoder that looks up the benchmark's queries and takes no time; bench:encode measures encoding. A query without
 * one of its words has the vector of the whole query.
 */
export function preparedEncoder(queries: readonly RankQuery[], fingerprint: string): Encoder {
  const vectors = new Map(
    queries.flatMap(({ text, vector }) => {
      const words = text.split(" ");
      const shorter = words.map((word) => words.filter((other) => other !== word).join(" "));
      return [...shorter, text].map((asked) => [asked, vector] as const);
    }),
  );
  const dims = queries[0]?.vector.length ?? 0;
  return {
    fingerprint,
    dims,
    async encode(text) {
      const vector = vectors.get(text);
      if (vector === undefined) throw new RangeError(`preparedEncoder: "${text}" is no query of this run`);
      return { vector, tokens: 1, truncated: false };
    },
    countPieces: () => 1,
    pieceBudget: () => 1,
  };
}

/** An exact index returns all its rows anyway. */
const ALL = { count: 1, allow: null } as const;

async function ordinalIn({ documents }: ArchiveIndex, id: string): Promise<number> {
  return (await documents.find(idKey(id))) ?? Number.NaN;
}

async function retrieve({ segments: [index] }: Searcher, query: RankQuery | undefined) {
  const { text, vector } = query ?? { text: "", vector: new Float32Array() };
  const { scores: cosines } = await index.passages.search(vector, ALL);
  return { cosines, matches: index.keywords.search(parseKeywordQuery(text, index.languages)) };
}

/** A cheap check of every query before it is timed; tests/engine checks the ranking itself. */
async function checkSearch(searcher: Searcher, query: RankQuery): Promise<void> {
  const { scores } = (await retrieve(searcher, query)).matches;
  const all = { limit: CHECKED, offset: 0, threshold: 0, duplicates: "include", now: BENCH_NOW } as const;
  const { hits } = await search(searcher, { query: query.text, mode: "keyword", ...all });
  const best = scores.toSorted((a, b) => b - a);
  const wrong = hits.findIndex(({ place }, rank) => scores[place.ordinal] !== best[rank]);
  if (wrong >= 0) throw new Mismatch(`search "${query.text}": hit ${wrong + 1} does not have the next score`);
}

/** Labels and links only add to similarity, so no article outside the hits may be nearer than the last hit. */
async function checkRelated(searcher: Searcher, id: string): Promise<void> {
  const [index] = searcher.segments;
  const subject = await ordinalIn(index, id);
  const { scores: cosines } = await index.articles.search(await rawVector(index, subject), ALL);
  const all = { limit: CHECKED, threshold: 0, recency: 0, diversity: 0, duplicates: "include" } as const;
  const { hits } = await related(searcher, {
    subject: { kind: "articles", ids: [id] },
    now: BENCH_NOW,
    ...all,
  });
  const last = hits.at(-1)?.details.relevance ?? Number.POSITIVE_INFINITY;
  const shown = new Set([subject, ...hits.map(({ place }) => place.ordinal)]);
  const missed = cosines.findIndex((cosine, ordinal) => !shown.has(ordinal) && cosine > last + TOLERANCE);
  if (missed >= 0) throw new Mismatch(`related to article ${id}: article ${missed} is missing`);
}

/** Times one answer of each variant and compares it with the first variant, which is retrieval alone. */
async function timeAnswers(
  variants: readonly AskedVariant[],
  inputs: number,
  plan: RoundPlan,
): Promise<RankResult[]> {
  const passOf = (ask: AskedVariant["ask"]) => async () => {
    for (let input = 0; input < inputs; input++) await ask(input);
  };
  const passes = await timeVariants(
    variants.map(({ name, ask }) => ({ name, pass: passOf(ask) })),
    plan,
  );
  const costs = passes.map((times) => times.map((time) => time / inputs));
  const [base = []] = costs;
  const results: RankResult[] = [];
  for (const [at, { name, ask }] of variants.entries()) {
    const totals: number[] = [];
    for (let input = 0; input < inputs; input++) totals.push(await ask(input));
    const added =
      at === 0 ? null : spreadOf((costs[at] ?? []).map((cost, round) => cost - (base[round] ?? 0)));
    results.push({
      name,
      time: spreadOf(costs[at] ?? []),
      added,
      share: added === null ? null : added.median / spreadOf(base).median,
      total: at === 0 ? null : mean(totals),
    });
  }
  return results;
}
