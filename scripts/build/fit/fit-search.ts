// Fits search to one archive: makes queries, looks at how the archive answers them, and fits first the weights of the
// ranking and then the curves of its scores. It needs no judgements, and no text leaves the machine.

import type { AnswerFeatures } from "../../../src/engine/answer-score.ts";
import { scorePassages } from "../../../src/engine/passage-scores.ts";
import { rankHybrid } from "../../../src/engine/rank-hybrid.ts";
import { rankKeyword } from "../../../src/engine/rank-keyword.ts";
import { SEARCH_MODES, type SearchMode } from "../../../src/engine/search-request.ts";
import type { ArchiveIndex } from "../../../src/index/archive-index.ts";
import { hasFlag } from "../../../src/index/columns.ts";
import { DEFAULT_RANKING, type Fusion, type RankingParameters } from "../../../src/index/ranking.ts";
import type { Searcher } from "../../../src/index/searcher.ts";
import type { KeywordMatches } from "../../../src/lexical/keyword-index.ts";
import { type KeywordQuery, parseKeywordQuery } from "../../../src/lexical/keyword-query.ts";
import { readsLanguage } from "../../../src/lexical/language-tags.ts";
import { dot } from "../../../src/vector/article-vector.ts";
import { scoreStats } from "../../../src/vector/score-stats.ts";
import { sample, seededRandom } from "../../statistics/seeded-random.ts";
import type { Report } from "../../terminal/report.ts";
import type { IndexContent } from "../prepare/index-folder.ts";
import { fitCurves, MIN_OF_EACH, type ModeEvidence } from "./fit-curves.ts";
import { type FusionFit, fitFusion, type ObservedItem } from "./fit-fusion.ts";
import { genericQueries } from "./generic-queries.ts";
import { FITTED_ARTICLES, type KnownItem, makeKnownItems, type Without } from "./known-items.ts";
import { plainQuery } from "./plain-query.ts";

export interface SearchFitOptions {
  /** Opened with any parameters; they are not used. */
  readonly searcher: Searcher;
  readonly content: IndexContent;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export interface SearchFit {
  readonly parameters: RankingParameters["search"];
  readonly fusion: FusionFit;
  readonly answered: number;
  readonly generic: number;
}

const GENERIC_QUERIES = 400;
const SEED = 1;

export async function fitSearch(options: SearchFitOptions): Promise<SearchFit> {
  const { searcher, content, report, signal } = options;
  const [index] = searcher.segments;
  const articles = Math.min(FITTED_ARTICLES, index.size.articles);
  const generic = chooseGeneric(index);
  const progress = report.progress("Fitting the ranking", articles + 3 * articles + generic.length);
  try {
    const items = await makeKnownItems({
      searcher,
      content,
      onArticle: () => progress.advance(1),
      ...(signal === undefined ? {} : { signal }),
    });
    const candidates = [...new Array(index.size.articles).keys()].filter((o) =>
      hasFlag(index.columns, o, "searchable"),
    );
    const encode = async <T extends { text: string }>(asked: readonly T[]): Promise<Encoded<T>[]> => {
      const encoded: Encoded<T>[] = [];
      for (const one of asked) {
        signal?.throwIfAborted();
        const { queryTokens } = index.settings;
        const query = parseKeywordQuery(plainQuery(one.text), index.languages);
        const { vector } = await searcher.encoder.encode(query.plain, "query", queryTokens);
        encoded.push({ ...one, query, vector: vector.slice() });
        progress.advance(1);
      }
      return encoded;
    };
    const encodedItems = await encode(items);
    const fusion = await fitFusion(index.columns, candidates, clozes(index, encodedItems));
    const fitted = withFusion(index, fusion.fusion);
    const isRead = (lang: string) => readsLanguage(index.encoder.languages, lang);
    const answered: { lang: string; evidence: ModeEvidence }[] = [];
    for (const item of encodedItems.filter(({ kind }) => kind === "sentence")) {
      const [without, whole] = [await observe(index, item), await observe(index, { ...item, without: null })];
      const evidence = between(
        evidenceOf(fitted, candidates, without, isRead(item.lang)),
        evidenceOf(fitted, candidates, whole, isRead(item.lang)),
      );
      answered.push({ lang: item.lang, evidence });
    }
    // If the archive gives too few queries, the generic ones are not needed either.
    const unanswered: typeof answered = [];
    for (const one of await encode(answered.length < MIN_OF_EACH ? [] : generic)) {
      const observed = await observe(index, { ...one, without: null, article: -1 });
      unanswered.push({
        lang: one.lang,
        evidence: evidenceOf(fitted, candidates, observed, isRead(one.lang)),
      });
    }
    const evidence = (rows: typeof unanswered, lang?: string) =>
      rows.filter((row) => lang === undefined || row.lang === lang).map((row) => row.evidence);
    const curves = fitCurves(evidence(answered), evidence(unanswered));
    const [, ...others] = index.languages;
    const languages = others
      .filter(
        (lang) => Math.min(evidence(answered, lang).length, evidence(unanswered, lang).length) >= MIN_OF_EACH,
      )
      .map(
        (lang) => [lang, fitCurves(evidence(answered, lang), evidence(unanswered, lang), curves)] as const,
      );
    return {
      parameters: {
        fusion: fusion.fusion,
        curves,
        languages: Object.fromEntries(languages),
        threshold: DEFAULT_RANKING.search.threshold,
      },
      fusion,
      answered: answered.length,
      generic: unanswered.length,
    };
  } finally {
    progress.stop();
  }
}

/**
 * A reader's query is neither a sentence that the article contains nor one that it lacks, so the features are halfway
 * between the two, as for real queries (docs/relevance.md).
 */
function between(a: ModeEvidence, b: ModeEvidence): ModeEvidence {
  const half = (mode: SearchMode): AnswerFeatures => ({
    topCosine: ((a[mode]?.topCosine ?? 0) + (b[mode]?.topCosine ?? 0)) / 2,
    topBm25Share: ((a[mode]?.topBm25Share ?? 0) + (b[mode]?.topBm25Share ?? 0)) / 2,
  });
  return Object.fromEntries(SEARCH_MODES.filter((mode) => mode in a).map((mode) => [mode, half(mode)]));
}

/** The same number for each language that has a list; English ones if none has. */
function chooseGeneric({ languages }: ArchiveIndex): { text: string; lang: string }[] {
  const random = seededRandom(SEED);
  const listed = languages.filter((lang) => genericQueries(lang).length > 0);
  const chosen = listed.length > 0 ? listed : ["en"];
  return chosen.flatMap((lang) =>
    sample(genericQueries(lang), Math.ceil(GENERIC_QUERIES / chosen.length), random).map((text) => ({
      text,
      lang,
    })),
  );
}

type Encoded<T> = T & {
  readonly query: KeywordQuery;
  /** `Float32Array[dims]`. */
  readonly vector: Float32Array;
};

interface Observation {
  /** `Float32Array[passages]`. */
  readonly cosines: Float32Array;
  readonly matches: KeywordMatches;
}

/** How the archive answers, as if the text that the query was made from were not in its article. */
async function observe(
  { keywords, passages }: ArchiveIndex,
  {
    query,
    vector,
    without,
    article,
  }: Encoded<{ readonly without: Without | null; readonly article: number }>,
): Promise<Observation> {
  const { scores: cosines } = await passages.search(vector, { count: passages.size, allow: null });
  const matches = keywords.search(query);
  if (without !== null) {
    const { score, coverage } = keywords.matchCounts(query, without.counts);
    matches.scores[article] = score;
    matches.coverage[article] = coverage;
    cosines[without.passage] = dot(vector, without.vector);
  }
  return { cosines, matches };
}

/** One at a time, because the scores of a million articles take many megabytes per query. */
async function* clozes(
  index: ArchiveIndex,
  encodedItems: readonly Encoded<KnownItem>[],
): AsyncGenerator<ObservedItem> {
  for (const item of encodedItems) {
    if (hasFlag(index.columns, item.article, "unsupportedLanguage")) continue;
    const { cosines, matches } = await observe(index, item);
    yield { cosines, words: matches.scores, article: item.article };
  }
}

function withFusion(index: ArchiveIndex, fusion: Fusion): ArchiveIndex {
  const search = { ...index.ranking.search, fusion, languages: {} };
  return { ...index, ranking: { ...index.ranking, search } };
}

/** Without vectors for a query in a language that the model does not support. */
function evidenceOf(
  index: ArchiveIndex,
  candidates: readonly number[],
  { cosines, matches }: Observation,
  isRead: boolean,
): ModeEvidence {
  const passages = scorePassages(index.columns, cosines, index.ranking.search.fusion.topPassagesWeight);
  const background = scoreStats(cosines);
  const byMeaning = (words: KeywordMatches | null) =>
    rankHybrid(index, { passages, words, candidates, background, semanticRatio: null }).features;
  return {
    ...(isRead ? { hybrid: byMeaning(matches), semantic: byMeaning(null) } : {}),
    keyword: rankKeyword(index, matches, candidates).features,
  };
}
