// Fits search to one archive: makes queries, looks at how the archive answers them, and fits first the weights of the
// ranking and then the curves of its scores. It needs no judgements, and no text leaves the machine.

import type { Evidence } from "../../../src/engine/answer-score.ts";
import { placeByMeaning, rankByWords } from "../../../src/engine/rankings.ts";
import { SEARCH_MODES, type SearchMode } from "../../../src/engine/search-request.ts";
import { DEFAULT_RANKING, type Fusion, type RankingParameters } from "../../../src/index/ranking.ts";
import type { Searcher } from "../../../src/index/searcher.ts";
import type { Snapshot } from "../../../src/index/snapshot/reader.ts";
import type { KeywordMatches } from "../../../src/lexical/keyword-index.ts";
import { type KeywordQuery, parseKeywordQuery } from "../../../src/lexical/keyword-query.ts";
import { readsLanguage } from "../../../src/lexical/language-tags.ts";
import { dot } from "../../../src/vector/article-vector.ts";
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
  const { snapshot } = searcher;
  const articles = Math.min(FITTED_ARTICLES, snapshot.articleCount);
  const generic = chooseGeneric(snapshot);
  const progress = report.progress("Fitting the ranking", articles + 3 * articles + generic.length);
  try {
    const items = await makeKnownItems({
      searcher,
      content,
      onArticle: () => progress.advance(1),
      ...(signal === undefined ? {} : { signal }),
    });
    const candidates = [...new Array(snapshot.articleCount).keys()].filter((o) =>
      snapshot.has(o, "searchable"),
    );
    const encode = async <T extends { text: string }>(asked: readonly T[]): Promise<Encoded<T>[]> => {
      const encoded: Encoded<T>[] = [];
      for (const one of asked) {
        signal?.throwIfAborted();
        const { queryTokens } = snapshot.manifest.settings;
        const query = parseKeywordQuery(plainQuery(one.text), snapshot.manifest.languages);
        const { vector } = await searcher.encoder.encode(query.plain, "query", queryTokens);
        encoded.push({ ...one, query, vector: vector.slice() });
        progress.advance(1);
      }
      return encoded;
    };
    const known = await encode(items);
    const fusion = fitFusion(snapshot, candidates, clozes(searcher, known));
    const fitted = { ...searcher, snapshot: withFusion(snapshot, fusion.fusion) };
    const isRead = (lang: string) => readsLanguage(snapshot.manifest.encoder.languages, lang);
    const answered = known
      .filter(({ kind }) => kind === "sentence")
      .map((item) => ({
        lang: item.lang,
        evidence: between(
          evidenceOf(fitted, candidates, observe(searcher, item), isRead(item.lang)),
          evidenceOf(fitted, candidates, observe(searcher, { ...item, without: null }), isRead(item.lang)),
        ),
      }));
    // If the archive gives too few queries, the generic ones are not needed either.
    const unanswered = (await encode(answered.length < MIN_OF_EACH ? [] : generic)).map((one) => {
      const observed = observe(searcher, { ...one, without: null, article: -1 });
      return { lang: one.lang, evidence: evidenceOf(fitted, candidates, observed, isRead(one.lang)) };
    });
    const evidence = (rows: typeof unanswered, lang?: string) =>
      rows.filter((row) => lang === undefined || row.lang === lang).map((row) => row.evidence);
    const curves = fitCurves(evidence(answered), evidence(unanswered));
    const [, ...others] = snapshot.manifest.languages;
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
  const half = (mode: SearchMode): Evidence => ({
    nearness: ((a[mode]?.nearness ?? 0) + (b[mode]?.nearness ?? 0)) / 2,
    match: ((a[mode]?.match ?? 0) + (b[mode]?.match ?? 0)) / 2,
  });
  return Object.fromEntries(SEARCH_MODES.filter((mode) => mode in a).map((mode) => [mode, half(mode)]));
}

/** The same number for each language that has a list; English ones if none has. */
function chooseGeneric(snapshot: Snapshot): { text: string; lang: string }[] {
  const random = seededRandom(SEED);
  const { languages } = snapshot.manifest;
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
function observe(
  { snapshot, passages }: Searcher,
  {
    query,
    vector,
    without,
    article,
  }: Encoded<{ readonly without: Without | null; readonly article: number }>,
): Observation {
  const cosines = passages.cosines(vector);
  const matches = snapshot.keywords.search(query);
  if (without !== null) {
    const { score, coverage } = snapshot.keywords.matchCounts(query, without.counts);
    matches.scores[article] = score;
    matches.coverage[article] = coverage;
    cosines[without.passage] = dot(vector, without.vector);
  }
  return { cosines, matches };
}

/** One at a time, because the scores of a million articles take many megabytes per query. */
function* clozes(searcher: Searcher, known: readonly Encoded<KnownItem>[]): Generator<ObservedItem> {
  for (const item of known) {
    if (searcher.snapshot.has(item.article, "unread")) continue;
    const { cosines, matches } = observe(searcher, item);
    yield { cosines, words: matches.scores, article: item.article };
  }
}

function withFusion(snapshot: Snapshot, fusion: Fusion): Snapshot {
  const { manifest } = snapshot;
  const search = { ...manifest.ranking.search, fusion, languages: {} };
  return { ...snapshot, manifest: { ...manifest, ranking: { ...manifest.ranking, search } } };
}

/** Without vectors for a query in a language that the model does not support. */
function evidenceOf(
  { snapshot }: Searcher,
  candidates: readonly number[],
  { cosines, matches }: Observation,
  isRead: boolean,
): ModeEvidence {
  const byMeaning = (words: KeywordMatches | null) =>
    placeByMeaning(snapshot, { cosines, words, candidates, semanticRatio: null }).evidence;
  return {
    ...(isRead ? { hybrid: byMeaning(matches), semantic: byMeaning(null) } : {}),
    keyword: rankByWords(snapshot, matches, candidates).evidence,
  };
}
