// Counts what the read step did: files, articles, what was left out and why, flags, and languages. It neither reads nor
// leaves out anything itself.

import type { Config } from "../config/schema.ts";
import type { Article } from "./article/article.ts";
import { createRules } from "./article/rules.ts";
import type { SkipReason } from "./readers/record.ts";

export interface ReadCounts {
  readonly files: number;
  readonly articles: number;
  readonly drafts: number;
  readonly unpublished: number;
  readonly noindex: number;
  /** With search and recommendations both switched off. */
  readonly excluded: number;
  readonly readmes: number;
  /** Drafts, unpublished, noindex, excluded and readmes together. */
  readonly skipped: number;
  readonly membersOnly: number;
  readonly notSearchable: number;
  /** In no related list, for whatever reason. */
  readonly notRecommended: number;
  /** Of these, because of `related: false`. */
  readonly relatedOff: number;
  /** Of these, because of one of the configuration's `rules`. */
  readonly notRecommendedByRules: number;
  /** With articles that an editor put first in their related list. */
  readonly withPins: number;
  /** With links in the text. */
  readonly withLinks: number;
  readonly futureDated: number;
  readonly undated: number;
  readonly withoutUrl: number;
}

export interface LanguageCount {
  /** As in the articles, such as `pt-br`. */
  readonly lang: string;
  readonly articles: number;
  /** Of these, detected in the text. */
  readonly fromText: number;
}

/** Articles with a date after `now` are counted as dated in the future. */
export function countReading(
  files: number,
  articles: readonly Article[],
  skipped: readonly SkipReason[],
  config: Config,
  now: Date,
): ReadCounts {
  const having = (test: (article: Article) => boolean) => articles.filter(test).length;
  const because = (reason: SkipReason) => skipped.filter((skipReason) => skipReason === reason).length;
  return {
    files,
    articles: articles.length,
    drafts: because("draft"),
    unpublished: because("unpublished"),
    noindex: because("noindex"),
    excluded: because("excluded"),
    readmes: because("readme"),
    skipped: skipped.length,
    membersOnly: having(({ access }) => access === "members"),
    notSearchable: having(({ search }) => !search),
    notRecommended: having(({ recommend }) => !recommend),
    relatedOff: having(({ relatedOff }) => relatedOff),
    notRecommendedByRules: having(createRules(config)),
    withPins: having(({ relatedIds }) => relatedIds.length > 0),
    withLinks: having(({ links }) => links.length > 0),
    futureDated: having(({ publishedAt }) => publishedAt !== null && Date.parse(publishedAt) > now.getTime()),
    undated: having(({ publishedAt }) => publishedAt === null),
    withoutUrl: having(({ url }) => url === null),
  };
}

/** The most frequent language first. */
export function countLanguages(articles: readonly Article[]): LanguageCount[] {
  const counts = new Map<string, { articles: number; fromText: number }>();
  for (const { lang, langFrom } of articles) {
    const count = counts.get(lang) ?? { articles: 0, fromText: 0 };
    count.articles++;
    if (langFrom === "text") count.fromText++;
    counts.set(lang, count);
  }
  return [...counts]
    .map(([lang, count]) => ({ lang, ...count }))
    .sort((a, b) => b.articles - a.articles || (a.lang < b.lang ? -1 : 1));
}
