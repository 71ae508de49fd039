// A small archive with every kind of value to filter by, a naive statement of what each article must have, and random
// requests for it.

import type { Article } from "../../scripts/build/source/article/article.ts";
import type { Filters } from "../../src/engine/filters.ts";
import { makeArticle } from "./articles.ts";
import { integerBetween, pick, type Random } from "./generated.ts";

export const FILTER_SETTINGS = {
  timeZone: "America/New_York",
  filterFields: ["region", "words"],
  facetFields: ["region", "live"],
};
export const FILTER_NOW = Date.parse("2025-01-01T00:00:00Z");

const SECTIONS = ["World", "world", "Sport", "Kultur & Medien"] as const;
const TAGS = ["grain", "Grain", "war", "élan", "__proto__", "2024", "constructor"] as const;
const AUTHORS = ["Ana Ortiz", "ana  ortiz", "B. Özil"] as const;
const LANGUAGES = ["en", "en-gb", "de", "zh-hant-tw"] as const;
const REGIONS = ["Bavaria", "bavaria", "Hesse"] as const;
const WORDS = ["volcano", "harbour", "election", "budget", "lava"] as const;

/** Some of the choices, each at most once. */
export function someOf<T>(random: Random, choices: readonly [T, ...T[]], most: number): T[] {
  return [...new Set(Array.from({ length: integerBetween(random, 0, most) }, () => pick(random, choices)))];
}

export function filterArticles(random: Random, count: number): Article[] {
  return Array.from({ length: count }, (_, number) => {
    const day = integerBetween(random, 0, 1200);
    return makeArticle({
      id: `a${number}`,
      title: `${pick(random, WORDS)} ${pick(random, WORDS)} ${number}`,
      body: Array.from({ length: 12 }, () => pick(random, WORDS)).join(" "),
      sections: someOf(random, SECTIONS, 2),
      tags: someOf(random, TAGS, 3),
      authors: someOf(random, AUTHORS, 2),
      lang: pick(random, LANGUAGES),
      publishedAt:
        random() < 0.1
          ? null
          : new Date(Date.UTC(2022, 0, 1, integerBetween(random, 0, 23)) + day * 864e5).toISOString(),
      search: random() < 0.9,
      fields: {
        ...(random() < 0.5 ? { region: someOf(random, REGIONS, 2) } : {}),
        ...(random() < 0.5 ? { words: pick(random, [100, 2024, 0.5]) } : {}),
        ...(random() < 0.5 ? { live: random() < 0.5 } : {}),
      },
    });
  });
}

/** Each filter with some chance, among its values one that no article has. */
export function randomFilters(random: Random): Filters {
  const values: Readonly<Record<string, readonly [string, ...string[]]>> = {
    section: [...SECTIONS, " WORLD ", "nobody"],
    tag: [...TAGS, "ÉLAN", "nobody"],
    author: [...AUTHORS, "nobody"],
    lang: ["en", "EN-GB", "de", "zh", "zh-Hant", "fr"],
    region: [...REGIONS, "nobody"],
    words: ["100", "2024", "0.5", "7"],
  };
  const names = Object.entries(values).map(
    ([kind, choices]) => [kind, random() < 0.3 ? someOf(random, choices, 3) : []] as const,
  );
  const moment = () =>
    random() < 0.25 ? Date.UTC(2022, 0, 1) + integerBetween(random, -50, 1300) * 864e5 : null;
  return { names: new Map(names), publishedAfter: moment(), publishedBefore: moment() };
}

const same = (a: string, b: string) => plain(a) === plain(b);
const plain = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();

/** Values that an article has of a kind, read from the article itself. */
export function valuesOf(article: Article, kind: string): string[] {
  switch (kind) {
    case "section":
      return [...article.sections];
    case "tag":
      return [...article.tags];
    case "author":
      return [...article.authors];
    case "lang":
      return [article.lang.split("-")[0] ?? ""];
    case "year": {
      if (article.publishedAt === null) return [];
      const { timeZone } = FILTER_SETTINGS;
      return [new Date(article.publishedAt).toLocaleDateString("en", { timeZone, year: "numeric" })];
    }
    default: {
      const value = article.fields[kind];
      if (value === undefined) return [];
      return typeof value === "object" ? [...value] : [String(value)];
    }
  }
}

/** The rules of the API's documentation, one by one. */
export function passesPlainly(article: Article, filters: Filters): boolean {
  for (const [kind, wanted] of filters.names) {
    if (wanted.length === 0) continue;
    const fits = wanted.some((value) =>
      kind === "lang"
        ? `${article.lang}-`.startsWith(`${value.toLowerCase()}-`)
        : valuesOf(article, kind).some((own) => same(own, value)),
    );
    if (!fits) return false;
  }
  const time = article.publishedAt === null ? null : Date.parse(article.publishedAt);
  if (filters.publishedAfter !== null && !(time !== null && time >= filters.publishedAfter)) return false;
  return filters.publishedBefore === null || (time !== null && time < filters.publishedBefore);
}

/** Counts by folded value. */
export function countPlainly(articles: readonly Article[], kind: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const article of articles) {
    const own = new Set(
      valuesOf(article, kind)
        .map(plain)
        .filter((value) => value !== ""),
    );
    for (const value of own) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
