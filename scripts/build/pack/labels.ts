// The labels of an archive as the snapshot stores them: keys, the spelling that is shown for each, and the labels of
// each article. src/index/facet-values.ts says what a label is and how names are compared.

import { labelKey } from "../../../src/index/facet-values.ts";
import type { Settings } from "../../../src/index/settings.ts";

import { type NumberListsBytes, writeNumberLists } from "../../../src/lexical/number-lists.ts";
import { type StringTableBytes, writeStringTable } from "../../../src/lexical/string-table.ts";
import type { Article, FieldValue } from "../source/article/article.ts";
import { localDateParts } from "../source/article/dates.ts";

type LabelSettings = Pick<Settings, "timeZone" | "filterFields" | "facetFields">;

interface Label {
  readonly key: string;
  readonly name: string;
}

export interface Labels extends NumberListsBytes {
  readonly keys: StringTableBytes;
  /** The spelling of each, in the order of `keys`; empty if it is never shown. */
  readonly names: readonly string[];
}

export function writeLabels(articles: readonly Article[], settings: LabelSettings): Labels {
  const ofArticles = articles.map((article) => labelsOf(article, settings));
  const spellings = new Map<string, Map<string, number>>();
  for (const { key, name } of ofArticles.flat()) {
    const counts = spellings.get(key) ?? new Map<string, number>();
    spellings.set(key, counts.set(name, (counts.get(name) ?? 0) + 1));
  }
  const keys = writeStringTable(spellings.keys());
  const numbers = new Map(keys.order.map((key, number) => [key, number]));
  const lists = ofArticles.map((labels) =>
    [...new Set(labels.map(({ key }) => numbers.get(key) ?? 0))].sort((a, b) => a - b),
  );
  // A filter that is not a facet is never shown, so only its key for comparison is stored.
  const unshown = settings.filterFields.filter((field) => !settings.facetFields.includes(field));
  const names = keys.order.map((key) =>
    unshown.some((field) => key.startsWith(`${field}:`)) ? "" : usualSpelling(spellings.get(key)),
  );
  return { keys, names, ...writeNumberLists(lists) };
}

/** A language also under each shorter tag: a filter for `zh` or `zh-hant` finds `zh-hant-tw`. */
function labelsOf(article: Article, { timeZone, filterFields, facetFields }: LabelSettings): Label[] {
  const { sections, tags, authors, lang, publishedAt, fields } = article;
  const subtags = lang.split("-");
  const languages = subtags.map((_, last) => subtags.slice(0, last + 1).join("-"));
  const years = publishedAt === null ? [] : [localDateParts(publishedAt, timeZone).yyyy];
  const named: Record<string, readonly string[]> = {
    section: sections,
    tag: tags,
    author: authors,
    lang: languages,
    year: years,
  };
  for (const field of new Set([...filterFields, ...facetFields])) {
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    named[field] = value === undefined ? [] : textsOf(value);
  }
  return Object.entries(named).flatMap(([kind, names]) =>
    names
      .map((name) => name.replace(/\s+/g, " ").trim())
      .filter((name) => name !== "")
      .map((name) => ({ key: labelKey(kind, name), name })),
  );
}

/** Numbers, true and false as in JSON. */
function textsOf(value: FieldValue): readonly string[] {
  return typeof value === "object" ? value : [String(value)];
}

/** The most frequent one; of several the first in character order. */
function usualSpelling(counts: ReadonlyMap<string, number> = new Map()): string {
  const [first] = [...counts].sort(([a, times], [b, more]) => more - times || (a < b ? -1 : 1));
  return first?.[0] ?? "";
}
