// The read step: every file of a source to articles, together with what was skipped and what is broken. Nothing is
// written or printed here, and a problem never yields part of an article.

import { hasErrorCode } from "../../files/system-error.ts";
import type { Config } from "../config/schema.ts";
import type { Article } from "./article/article.ts";
import { createNormaliser, type Normaliser, type Outcome, type ReadArticle } from "./article/normalise.ts";
import { createLanguageNamer, type LanguageNamer } from "./article-language.ts";
import { withoutDuplicates } from "./duplicates.ts";
import { mapBounded } from "./map-bounded.ts";
import { resolvePins } from "./pins.ts";
import { countLanguages, countReading, type LanguageCount, type ReadCounts } from "./read-counts.ts";
import { readArticleFile } from "./readers/read-file.ts";
import type { Problem, Warning } from "./readers/record.ts";
import { withinStack } from "./readers/within-stack.ts";
import { findSourceFiles, hashFile, type SourceFile, type SourceOptions } from "./source-files.ts";

const FILES_AT_ONCE = 8;
const PROGRESS_EVERY_ARTICLES = 250;

export interface ReadProgress {
  /** Files read to their end, of `totalFiles`. */
  readonly files: number;
  readonly totalFiles: number;
  readonly articles: number;
}

export interface ReadOptions extends SourceOptions {
  readonly config: Config;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Articles with a later date are counted as dated in the future. */
  readonly now?: Date;
}

/** An article that names one language and is clearly written in another. It keeps the one that it names. */
export interface DoubtedLanguage {
  readonly sourcePath: string;
  readonly lang: string;
  readonly readsAs: string;
}

export interface ReadReport {
  /** Absolute folder; all paths here are relative to it. */
  readonly base: string;
  /** Sorted by id (UTF-16 units); ids and URLs are unique. */
  readonly articles: readonly Article[];
  /** Every file that could be opened, sorted by path. An index made from other files is stale. */
  readonly files: readonly SourceFile[];
  readonly counts: ReadCounts;
  /** In the order of paths. A `fatal` one must stop a build even if broken files are tolerated. */
  readonly problems: readonly Problem[];
  /** For an author to look at; no build stops because of them. */
  readonly warnings: readonly Warning[];
  /** The most frequent first. */
  readonly languages: readonly LanguageCount[];
  readonly doubtedLanguages: readonly DoubtedLanguage[];
}

/**
 * The source's files with their hashes, without reading any article: the same list as `readArchive` returns. A build
 * uses it to tell whether an index is stale.
 */
export async function fingerprintSource(source: SourceOptions): Promise<SourceFile[]> {
  const { base, paths } = await findSourceFiles(source);
  const files = await mapBounded(paths, FILES_AT_ONCE, (path) => hashOrNull(base, path));
  return files.filter((file) => file !== null);
}

/** Reads the whole source. Bad input ends up in `problems`; only errors of our own reject. */
export async function readArchive(options: ReadOptions): Promise<ReadReport> {
  const { config, onProgress } = options;
  const source = await findSourceFiles(options);
  const normaliser = createNormaliser(config);
  const nameLanguage = await createLanguageNamer(config);
  const totalFiles = source.paths.length;
  let filesDone = 0;
  let articlesDone = 0;
  const report = () => onProgress?.({ files: filesDone, totalFiles, articles: articlesDone });

  const perFile = await mapBounded(source.paths, FILES_AT_ONCE, async (path) => {
    const { file, outcomes } = await readOneFile(
      source.base,
      path,
      config,
      { normaliser, nameLanguage },
      () => {
        articlesDone++;
        if (articlesDone % PROGRESS_EVERY_ARTICLES === 0) report();
      },
    );
    filesDone++;
    report();
    return { file, outcomes };
  });

  const outcomes = perFile.flatMap((result) => result.outcomes);
  const readArticles = outcomes.filter((outcome) => outcome.kind === "article");
  const skipped = outcomes.flatMap((outcome) => (outcome.kind === "skipped" ? [outcome.reason] : []));
  const broken = outcomes.filter((outcome) => outcome.kind === "problem");
  const unique = withoutDuplicates(
    readArticles.map(({ article }) => article),
    config.identifyingParams,
  );
  const sorted = unique.articles.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const { articles, warnings } = resolvePins(sorted, readArticles, config);
  return {
    base: source.base,
    articles,
    files: perFile.flatMap(({ file }) => (file === null ? [] : [file])),
    counts: countReading(totalFiles, articles, skipped, config, options.now ?? new Date()),
    problems: [...source.problems, ...broken, ...unique.problems],
    warnings: [...readArticles.flatMap((item) => item.warnings), ...warnings],
    languages: countLanguages(articles),
    doubtedLanguages: readArticles.flatMap(({ article, contradictedBy }) =>
      contradictedBy === null
        ? []
        : [{ sourcePath: article.sourcePath, lang: article.lang, readsAs: contradictedBy }],
    ),
  };
}

type NamedOutcome =
  | Exclude<Outcome, ReadArticle>
  | (ReadArticle & { readonly contradictedBy: string | null });

async function readOneFile(
  base: string,
  path: string,
  config: Config,
  { normaliser, nameLanguage }: { normaliser: Normaliser; nameLanguage: LanguageNamer },
  onArticle: () => void,
): Promise<{ file: SourceFile | null; outcomes: NamedOutcome[] }> {
  // Hashed before it is read: if the file changes in between, the next build sees the change.
  const file = await hashOrNull(base, path);
  const outcomes: NamedOutcome[] = [];
  const options = { articleBytes: config.limits.articleBytes, titleFields: normaliser.titleFields };
  for await (const item of readArticleFile(base, path, options)) {
    const outcome =
      item.kind === "record" ? withinStack(path, item.line, () => normaliser.normalise(item)) : item;
    if (outcome.kind === "article") {
      outcomes.push({ ...outcome, ...nameLanguage(outcome.article) });
      onArticle();
    } else outcomes.push(outcome);
  }
  return { file, outcomes };
}

/** Null for a file that can't be opened; reading it reports why. */
async function hashOrNull(base: string, path: string): Promise<SourceFile | null> {
  try {
    return await hashFile(base, path);
  } catch (error) {
    if (hasErrorCode(error)) return null;
    throw error;
  }
}
