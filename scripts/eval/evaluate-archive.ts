// The project's archive as it is built, evaluated without anyone's judgements: on queries made from its articles, and
// on the links that its editors put into their texts. It shows what gets better or worse, not what readers would say.

import type { SearchMode } from "../../src/engine/search-request.ts";
import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import { hasFlag } from "../../src/index/columns.ts";
import { idKey } from "../../src/index/keys.ts";
import { isPublished } from "../../src/index/visibility.ts";
import { genericQueries } from "../build/fit/generic-queries.ts";
import { type KnownItemKind, makeKnownItemQueries } from "../build/fit/known-item-queries.ts";
import { fittedTexts } from "../build/fit/known-items.ts";
import { type IndexContent, readContent, readRecord } from "../build/prepare/index-folder.ts";
import type { Article } from "../build/source/article/article.ts";
import type { Project } from "../files/project.ts";
import { openLocalIndex } from "../serving/local-index.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";
import { plural, type Report } from "../terminal/report.ts";
import { evaluateRelated, evaluateSearch, type RankingFigures } from "./evaluate-set.ts";
import type { SetQuery, SetSubject } from "./search-set.ts";

/** Articles that queries are made from, and articles with links, unless the caller sets a limit. */
const DEFAULT_LIMIT = 200;
/** No whole sentences, which readers hardly ever type. */
const KINDS = ["headline", "half", "rare"] as const satisfies readonly KnownItemKind[];
/** Their names in the tables. */
const SET_NAMES: Readonly<Record<(typeof KINDS)[number], string>> = {
  headline: "headline",
  half: "sentence",
  rare: "rare words",
};
const LINKS = "editors' links";

export interface ArchiveEvaluation {
  readonly project: Project;
  readonly modes: readonly SearchMode[];
  readonly seed: number;
  /** Maximum number of queries of each kind; null for the default. */
  readonly limit: number | null;
  readonly report: Report;
  readonly signal?: AbortSignal;
}

export interface EvaluatedArchive {
  /** The model's name in the configuration. */
  readonly model: string;
  readonly fingerprint: string;
  readonly queryTokens: number;
  readonly figures: readonly RankingFigures[];
}

/** If there is no index, an Error that says how to make one. */
export async function evaluateArchive(evaluation: ArchiveEvaluation): Promise<EvaluatedArchive> {
  const { project, modes, seed, report, signal } = evaluation;
  const limit = evaluation.limit ?? DEFAULT_LIMIT;
  const record = await readRecord(project.indexFolder);
  if (record === null) {
    throw new Error(
      'There is no index to evaluate. Run "npm run build" to make one, or name the folder of an evaluation set.',
    );
  }
  const searcher = await openLocalIndex(project);
  const content = await readContent(project.indexFolder, record);
  const now = Date.now();
  const [index] = searcher.segments;
  const findable: Article[] = [];
  for (const article of content.articles) if (await isFindable(index, article, now)) findable.push(article);
  const queries = await archiveQueries(index, content, findable, { limit, seed });
  const { language, queryTokens } = index.settings;
  const offTopic = genericQueries(language);
  report.line(
    `${plural(queries.length, "query").replace("querys", "queries")} made from ${plural(findable.length, "article")}; ` +
      (offTopic.length === 0
        ? `there are no generic queries in "${language}" to compare them with`
        : "the off-topic ones are generic queries, which the scores are also fitted to"),
  );
  const figures: RankingFigures[] = [];
  const common = { searcher, now, ...(signal === undefined ? {} : { signal }) };
  for (const kind of KINDS) {
    const ofKind = queries.filter((query) => query.kind === kind);
    if (ofKind.length === 0) continue;
    const set = { set: SET_NAMES[kind], modes, queries: ofKind, offTopic, seed, report };
    figures.push(...(await evaluateSearch({ ...common, ...set })));
  }
  const subjects = sample(await linkedArticles(index, findable, now), limit, seededRandom(seed));
  if (subjects.length > 0) {
    report.line("The ranking also uses links in the texts, so expect related articles to follow them");
    figures.push(await evaluateRelated({ ...common, set: LINKS, subjects }));
  }
  const { name, fingerprint } = record.model;
  return { model: name, fingerprint, queryTokens, figures };
}

async function isFindable(
  { documents, columns }: ArchiveIndex,
  { id }: Article,
  now: number,
): Promise<boolean> {
  const ordinal = await documents.find(idKey(id));
  return ordinal !== null && isPublished(columns, ordinal, now) && hasFlag(columns, ordinal, "searchable");
}

export interface ArchiveQuery extends SetQuery {
  readonly kind: KnownItemKind;
}

/** Queries made from `findable` articles, none of them from a sentence that search was fitted to. */
export async function archiveQueries(
  index: ArchiveIndex,
  content: IndexContent,
  findable: readonly Article[],
  { limit, seed }: { readonly limit: number; readonly seed: number },
): Promise<ArchiveQuery[]> {
  const sources = makeKnownItemQueries({
    index,
    content: { ...content, articles: [...findable] },
    articles: limit,
    kinds: KINDS,
    seed,
    avoid: await fittedTexts(index, content),
  });
  const queries: ArchiveQuery[] = [];
  for await (const { article, queries: made } of sources) {
    for (const { kind, text } of made)
      queries.push({ id: article.id, kind, text, grades: { [article.id]: 1 } });
  }
  return queries;
}

/** Articles whose text links to recommendable ones, which should be among their related articles. */
async function linkedArticles(
  { documents, columns }: ArchiveIndex,
  articles: readonly Article[],
  now: number,
): Promise<SetSubject[]> {
  const subjects: SetSubject[] = [];
  for (const { id } of articles) {
    const ordinal = await documents.find(idKey(id));
    if (ordinal === null || hasFlag(columns, ordinal, "noRelated")) continue;
    const linked = [...columns.links.at(ordinal)].filter(
      (other) =>
        other !== ordinal && hasFlag(columns, other, "recommendable") && isPublished(columns, other, now),
    );
    const grades = Object.fromEntries((await documents.articles(linked)).map((other) => [other.id, 1]));
    if (linked.length > 0) subjects.push({ id, grades });
  }
  return subjects;
}
