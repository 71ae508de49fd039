// `backstory related`: related articles of one or several, by id or URL, or of a draft that is not in the index.

import { readFile } from "node:fs/promises";
import { text as textOfStream } from "node:stream/consumers";
import { findArticle } from "../../src/answers/find-article.ts";
import { answerRelated } from "../../src/answers/related-answer.ts";
import type { RelatedAnswer, RelatedHit } from "../../src/api-types.ts";
import { draftSubject } from "../../src/engine/draft-subject.ts";
import type { Direction, RelatedSubject } from "../../src/engine/related-request.ts";
import { EXCLUDE_MAX, IDS_MAX } from "../../src/http/parameters/parameters.ts";
import type { Searcher } from "../../src/index/searcher.ts";

import { DRAFT_MAX_CHARS } from "../../src/text/draft.ts";
import { openProject } from "../files/project.ts";
import { openLocalIndex } from "../serving/local-index.ts";
import { plural } from "../terminal/report.ts";
import { UsageError } from "../terminal/usage.ts";
import { relatedDetailLines } from "./explain-lines.ts";
import { type FilterArguments, filterValues } from "./filter-options.ts";
import { printHits } from "./print-hits.ts";

export interface RelatedArguments extends FilterArguments {
  /** Ids or URLs; empty for a draft. */
  readonly articles: readonly string[];
  /** File of a draft; `-` is standard input. */
  readonly text?: string;
  readonly title?: string;
  readonly limit: number;
  readonly direction: Direction;
  /** Default: depends on `direction`. */
  readonly recency?: number;
  readonly diversity?: number;
  readonly duplicates: "collapse" | "include";
  /** Ids or URLs. */
  readonly exclude?: readonly string[];
  /** Default: fitted to the archive. */
  readonly threshold?: number;
  readonly fallback: "none" | "recent";
  readonly explain?: true;
  readonly json?: true;
}

export const RELATED_EXAMPLES = `
Examples:
  backstory related 2019-04-25-kim-putin-vladivostok-talks
  backstory related https://news.example/2019/vladivostok --direction before --explain
  backstory related 2019-04-25-kim-putin-vladivostok-talks --section World --after 2020-01-01
  backstory related first-article second-article --exclude third-article
  backstory related --text draft.md --title "Summit called off" --direction timeline
  pbpaste | backstory related --text -`;

export async function runRelated(args: RelatedArguments): Promise<void> {
  requireOneSubject(args);
  const draft = args.text === undefined ? null : await readDraft(args.text);
  const searcher = await openLocalIndex(openProject());
  const now = Date.now();
  const { subject, name } =
    draft === null
      ? await subjectOfArticles(searcher, args.articles, now)
      : { subject: await subjectOfDraft(searcher, draft, args.title), name: args.title ?? "the draft" };
  const { limit, direction, duplicates, fallback, explain } = args;
  const { recency = null, diversity = null, threshold = null } = args;
  const filters = filterValues(args, searcher.segments[0].settings);
  const exclude = await Promise.all((args.exclude ?? []).map((sent) => idOf(searcher, sent, now)));
  const answer = await answerRelated(
    { searcher, subject, now },
    {
      ...{ limit, direction, recency, diversity, duplicates, exclude, threshold, fallback },
      ...filters,
      explain: explain === true,
    },
  );
  if (args.json) {
    const ids = subject.kind === "articles" ? subject.ids : [];
    const about = ids.length === 0 ? {} : ids.length === 1 ? { id: ids[0] } : { ids };
    process.stdout.write(`${JSON.stringify({ ...answer, ...about })}\n`);
  } else {
    process.stdout.write(`Related to: ${name}\n\n`);
    printAnswer(answer);
  }
}

function requireOneSubject({ articles, text, title, exclude = [] }: RelatedArguments): void {
  if (articles.length === 0 && text === undefined) {
    throw new UsageError(
      "Name an article by its id or URL, or a draft with --text FILE (- reads standard input).",
    );
  }
  if (articles.length > 0 && text !== undefined) {
    throw new UsageError("Give either articles or --text, not both.");
  }
  if (title !== undefined && text === undefined) {
    throw new UsageError("--title is the title of a draft, so it needs --text.");
  }
  if (articles.length > IDS_MAX) {
    throw new UsageError(`You named ${plural(articles.length, "article")}; the maximum is ${IDS_MAX}.`);
  }
  if (exclude.length > EXCLUDE_MAX) {
    throw new UsageError(`You gave --exclude ${exclude.length} times; the maximum is ${EXCLUDE_MAX}.`);
  }
}

async function readDraft(file: string): Promise<string> {
  if (file === "-") return textOfStream(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    throw new Error(`The draft "${file}" can't be read${reason}.`, { cause });
  }
}

async function subjectOfArticles(
  searcher: Searcher,
  articles: readonly string[],
  now: number,
): Promise<{ subject: RelatedSubject; name: string }> {
  const titles = new Map<string, string>();
  for (const sent of articles) {
    const article =
      (await findArticle(searcher, { id: sent }, now)) ?? (await findArticle(searcher, { url: sent }, now));
    if (article === null) {
      throw new Error(`No published article has the id or URL "${sent}". "backstory search" shows ids.`);
    }
    titles.set(article.id, article.title);
  }
  return { subject: { kind: "articles", ids: [...titles.keys()] }, name: [...titles.values()].join(" · ") };
}

/** An id or URL that no article has is ignored, as over HTTP. */
async function idOf(searcher: Searcher, sent: string, now: number): Promise<string> {
  return (await findArticle(searcher, { url: sent }, now))?.id ?? sent;
}

async function subjectOfDraft(searcher: Searcher, text: string, title = ""): Promise<RelatedSubject> {
  const made = await draftSubject(searcher, { text, title, lang: null, publishedAt: null });
  switch (made.kind) {
    case "subject":
      return made.subject;
    case "too_long":
      throw new Error(`The draft has ${made.chars} characters; the maximum is ${DRAFT_MAX_CHARS}.`);
    case "too_many_passages":
      throw new Error(
        `The draft makes ${made.passages} passages for the model; the maximum is ${made.maxPassages}.`,
      );
    case "no_words":
      throw new Error("The draft has no words that the model knows.");
  }
}

function printAnswer(answer: RelatedAnswer): void {
  if ("hits" in answer) {
    printList(answer.hits, answer.threshold);
  } else {
    process.stdout.write("Earlier:\n\n");
    printList(answer.before, answer.threshold);
    process.stdout.write("Later:\n\n");
    printList(answer.after, answer.threshold);
  }
}

function printList(hits: readonly RelatedHit[], threshold: number): void {
  const hint = threshold === 0 ? "" : " Use --threshold 0 to show the closest ones anyway.";
  if (hits.length === 0) process.stdout.write(`No related articles found.${hint}\n\n`);
  else printHits(hits, detailLines);
}

function detailLines({ score, scoreDetails }: RelatedHit): string[] {
  return scoreDetails === undefined ? [] : relatedDetailLines(score, scoreDetails);
}
