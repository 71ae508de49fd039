// The project's own archive as it is built, judged without anyone's judgements: on queries made from its articles, and
// on the links its editors put into their texts. It shows what changes for the better or the worse, not what readers
// would say.

import type { SearchMode } from "../../src/engine/search-request.ts";
import { idKey } from "../../src/index/keys.ts";
import type { Searcher } from "../../src/index/searcher.ts";

import { isPublished } from "../../src/index/visibility.ts";
import { genericQueries } from "../build/fit/generic-queries.ts";
import { readContent, readRecord } from "../build/prepare/index-folder.ts";
import type { Article } from "../build/source/article/article.ts";
import type { Project } from "../files/project.ts";
import { openLocalIndex } from "../serving/local-index.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";
import { plural, type Report } from "../terminal/report.ts";
import { evaluateRelated, evaluateSearch, type RankingFigures } from "./evaluate-set.ts";
import { GENERATED_KINDS, type GeneratedQuery, generatedQueries } from "./generated-queries.ts";
import type { SetQuery, SetSubject } from "./search-set.ts";

/** Generated queries of each kind, and articles with links, where nothing else is asked for. */
const DEFAULT_LIMIT = 200;
const LINKS = "editors' links";

export interface ArchiveEvaluation {
  readonly project: Project;
  readonly modes: readonly SearchMode[];
  readonly seed: number;
  /** Queries of each kind at most; null for the usual number. */
  readonly limit: number | null;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export interface EvaluatedArchive {
  /** The name of the model as it was configured. */
  readonly model: string;
  readonly fingerprint: string;
  readonly queryTokens: number;
  readonly figures: readonly RankingFigures[];
}

/** Without an index it is an Error that says how to make one. */
export async function evaluateArchive(evaluation: ArchiveEvaluation): Promise<EvaluatedArchive> {
  const { project, modes, seed, report, signal } = evaluation;
  const limit = evaluation.limit ?? DEFAULT_LIMIT;
  const record = await readRecord(project.indexFolder);
  if (record === null) {
    throw new Error(
      'There is no index to judge. Run "npm run build" to make one, or name a folder of an evaluation set.',
    );
  }
  const searcher = await openLocalIndex(project);
  const { articles } = await readContent(project.indexFolder, record);
  const now = Date.now();
  const findable = articles.filter((article) => isFindable(searcher, article, now));
  const queries = generatedQueries(findable, limit, seed);
  const { language, queryTokens } = searcher.snapshot.manifest.settings;
  const foreign = genericQueries(language);
  report.line(
    `${plural(queries.length, "query").replace("querys", "queries")} made from ${plural(findable.length, "article")}; ` +
      (foreign.length === 0
        ? `there are no generic queries in "${language}" to tell them from`
        : "the unanswerable ones are generic queries, which the scores are fitted to as well"),
  );
  const figures: RankingFigures[] = [];
  const common = { searcher, now, ...(signal === undefined ? {} : { signal }) };
  for (const kind of GENERATED_KINDS) {
    const own = queries.filter((query) => query.kind === kind).map(asSetQuery);
    if (own.length === 0) continue;
    const set = { set: kind, modes, queries: own, foreign, seed, report };
    figures.push(...(await evaluateSearch({ ...common, ...set })));
  }
  const subjects = sample(linkedArticles(searcher, findable, now), limit, seededRandom(seed));
  if (subjects.length > 0) {
    report.line(
      "Links in the texts are evidence for the ranking too: expect related articles to follow them",
    );
    figures.push(evaluateRelated({ ...common, set: LINKS, subjects }));
  }
  const { name, fingerprint } = record.model;
  return { model: name, fingerprint, queryTokens, figures };
}

function isFindable({ snapshot }: Searcher, { id }: Article, now: number): boolean {
  const ordinal = snapshot.findKey(idKey(id));
  return ordinal !== null && isPublished(snapshot, ordinal, now) && snapshot.has(ordinal, "searchable");
}

function asSetQuery({ text, articleId }: GeneratedQuery, index: number): SetQuery {
  return { id: String(index + 1), text, grades: { [articleId]: 1 } };
}

/** Articles whose text links to others that may be recommended; those are what should be related to them. */
function linkedArticles({ snapshot }: Searcher, articles: readonly Article[], now: number): SetSubject[] {
  return articles.flatMap(({ id }) => {
    const ordinal = snapshot.findKey(idKey(id));
    if (ordinal === null || snapshot.has(ordinal, "noRelated")) return [];
    const linked = [...snapshot.links(ordinal)].filter(
      (other) =>
        other !== ordinal && snapshot.has(other, "recommendable") && isPublished(snapshot, other, now),
    );
    const grades = Object.fromEntries(linked.map((other) => [snapshot.article(other).id, 1]));
    return linked.length === 0 ? [] : [{ id, grades }];
  });
}
