// What ranking adds to retrieval, in one process: the engine's answers held to plain computations over the whole
// archive, then everything timed in rounds, each way of asking beside the retrieval that it contains.

import type { Encoder } from "../../src/encoder/encoder.ts";
import { editorialEvidence } from "../../src/engine/editorial.ts";
import { type Filters, NO_FILTERS } from "../../src/engine/filters.ts";
import { SUPPORT_DEPTH } from "../../src/engine/passage-scores.ts";
import { related } from "../../src/engine/related.ts";
import type { RelatedRequest } from "../../src/engine/related-request.ts";
import { ownVector } from "../../src/engine/related-subject.ts";
import { search } from "../../src/engine/search.ts";
import type { SearchRequest } from "../../src/engine/search-request.ts";
import { idKey } from "../../src/index/keys.ts";
import type { Searcher } from "../../src/index/searcher.ts";

import { parseKeywordQuery } from "../../src/lexical/keyword-query.ts";
import type { RoundPlan } from "./interleave.ts";
import { Mismatch } from "./mismatch.ts";
import { BENCH_NOW, type RankArchive, type RankQuery, SECTION_NAMES } from "./rank-archive.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** What a page of results shows. */
const HITS = 10;
const RELATED_HITS = 5;
const MOST_RELATED = 20;
/** Articles that are held to the plain computation, for each query. */
const CHECKED = 20;
/** What single precision may differ by. */
const TOLERANCE = 1e-4;

/** Lets every article of the archive through: what is left is what filtering costs. */
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
  [`threshold 0, ${MOST_RELATED} hits`]: { limit: MOST_RELATED, threshold: 0 },
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

interface Variant {
  readonly name: string;
  readonly ask: (index: number) => Promise<number>;
}

/** The first variant of a group is the retrieval that the others are compared with. */
export async function runRanking(
  searcher: Searcher,
  { queries, subjects }: RankArchive,
  plan: RoundPlan,
): Promise<{ search: RankResult[]; related: RankResult[] }> {
  const ordinals = subjects.map((id) => searcher.snapshot.findKey(idKey(id)) ?? Number.NaN);
  for (const query of queries) await checkSearch(searcher, query);
  for (const ordinal of ordinals) checkRelated(searcher, ordinal);
  const searches = Object.entries(SEARCHES).map(([name, way]): Variant => {
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
  const relateds = Object.entries(RELATED).map(([name, way]): Variant => {
    const subjectOf = (index: number) => ({ kind: "articles", ordinals: [ordinals[index] ?? 0] }) as const;
    return {
      name,
      ask: async (index) => related(searcher, { subject: subjectOf(index), now: BENCH_NOW, ...way }).total,
    };
  });
  const vectors = ordinals.map((ordinal) => ownVector(searcher.snapshot, ordinal));
  const scan: Variant = {
    name: "scan of the articles",
    ask: async (index) => searcher.articles.cosines(vectors[index] ?? new Float32Array()).length,
  };
  const retrieval: Variant = {
    name: "scan of the passages, BM25F",
    ask: async (index) => retrieve(searcher, queries[index]).cosines.length,
  };
  return {
    search: await timeVariants([retrieval, ...searches], queries.length, plan),
    related: await timeVariants([scan, ...relateds], ordinals.length, plan),
  };
}

/**
 * An encoder that knows the bench's queries and takes no time: what encoding costs is measured elsewhere. A query that
 * a word was taken from has the vector of the whole one.
 */
export function preparedEncoder(queries: readonly RankQuery[], fingerprint: string): Encoder {
  const known = new Map(
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
      const vector = known.get(text);
      if (vector === undefined) throw new RangeError(`preparedEncoder: "${text}" is no query of this run`);
      return { vector, tokens: 1, truncated: false };
    },
    countPieces: () => 1,
    pieceBudget: () => 1,
  };
}

function retrieve({ snapshot, passages }: Searcher, query: RankQuery | undefined) {
  const { text, vector } = query ?? { text: "", vector: new Float32Array() };
  const cosines = passages.cosines(vector);
  const matches = snapshot.keywords.search(parseKeywordQuery(text, snapshot.manifest.languages));
  return { cosines, matches };
}

/** The weight of words beside meaning is read off the first hit; with it every article's place must come out. */
async function checkSearch(searcher: Searcher, query: RankQuery): Promise<void> {
  const { snapshot } = searcher;
  const { cosines, matches } = retrieve(searcher, query);
  const all = { limit: CHECKED, offset: 0, threshold: 0, duplicates: "include", now: BENCH_NOW } as const;
  const { hits } = await search(searcher, { query: query.text, mode: "hybrid", ...all });
  const found = hits.map((hit) => ({ ordinal: hit.ordinal, ...hit.explain() }));
  const { support } = snapshot.manifest.ranking.search.fusion;
  const mean = meanOf(matches.scores);
  const { score: bestWords = 0, contribution = 0 } = found[0]?.keyword ?? {};
  const gain = bestWords === mean ? 0 : contribution / (bestWords - mean);
  const plain = Array.from(matches.scores, (score, ordinal) => {
    const own = cosines.slice(snapshot.firstPassage[ordinal], snapshot.firstPassage[ordinal + 1]);
    const top = [...own].sort((a, b) => b - a).slice(0, SUPPORT_DEPTH);
    while (top.length < SUPPORT_DEPTH) top.push(top.at(-1) ?? 0);
    return (1 - support) * (top[0] ?? 0) + support * meanOf(top) + gain * (score - mean);
  });
  holdTo(plain, found, `search "${query.text}"`);
}

function checkRelated(searcher: Searcher, subject: number): void {
  const { snapshot, articles } = searcher;
  const cosines = articles.cosines(ownVector(snapshot, subject));
  const evidenceFor = editorialEvidence(snapshot, [subject]);
  const plain = Array.from(cosines, (cosine, ordinal) => {
    const { sections, tags, links } = evidenceFor(ordinal);
    return ordinal === subject ? Number.NEGATIVE_INFINITY : cosine + sections + tags + links;
  });
  const { hits } = related(searcher, {
    subject: { kind: "articles", ordinals: [subject] },
    limit: CHECKED,
    threshold: 0,
    recency: 0,
    diversity: 0,
    duplicates: "include",
    now: BENCH_NOW,
  });
  const found = hits.map(({ ordinal, details }) => ({ ordinal, fused: details.fused }));
  holdTo(plain, found, `related to article ${subject}`);
}

/** The hits must be the best of `plain`, one number for each article, in its order. */
function holdTo(
  plain: readonly number[],
  found: readonly { readonly ordinal: number; readonly fused: number }[],
  what: string,
): void {
  const best = plain.toSorted((a, b) => b - a).slice(0, CHECKED);
  const differs = best.findIndex((value, rank) => {
    const { ordinal = -1, fused = Number.NaN } = found[rank] ?? {};
    return !(
      Math.abs(fused - value) < TOLERANCE && Math.abs((plain[ordinal] ?? Number.NaN) - value) < TOLERANCE
    );
  });
  if (differs < 0) return;
  const { ordinal, fused } = found[differs] ?? {};
  throw new Mismatch(
    `${what}: place ${differs + 1} has article ${ordinal} with ${fused}, ` +
      `a plain computation over all articles has ${best[differs]} there.`,
  );
}

async function timeVariants(
  variants: readonly Variant[],
  inputs: number,
  plan: RoundPlan,
): Promise<RankResult[]> {
  const run = async (variant: Variant, times: number): Promise<number> => {
    const before = process.cpuUsage();
    for (let i = 0; i < times; i++) for (let input = 0; input < inputs; input++) await variant.ask(input);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const repeats: number[] = [];
  for (const variant of variants) {
    let last = 1;
    for (let used = 0; used < plan.warmUpMs; used += last) last = await run(variant, 1);
    repeats.push(Math.max(1, Math.round(plan.roundMs / Math.max(last, 0.01))));
  }
  const costs = variants.map((): number[] => []);
  for (let round = 0; round < plan.rounds; round++) {
    // The order turns, so that none always follows the same neighbour.
    for (let i = 0; i < variants.length; i++) {
      const at = (round + i) % variants.length;
      const times = repeats[at] ?? 1;
      costs[at]?.push((await run(variants[at] as Variant, times)) / (times * inputs));
    }
  }
  const [base = []] = costs;
  const results: RankResult[] = [];
  for (const [at, variant] of variants.entries()) {
    const time = spreadOf(costs[at] ?? []);
    const totals: number[] = [];
    for (let input = 0; input < inputs; input++) totals.push(await variant.ask(input));
    const added =
      at === 0 ? null : spreadOf((costs[at] ?? []).map((cost, round) => cost - (base[round] ?? 0)));
    results.push({
      name: variant.name,
      time,
      added,
      share: added === null ? null : added.median / spreadOf(base).median,
      total: at === 0 ? null : meanOf(totals),
    });
  }
  return results;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}
