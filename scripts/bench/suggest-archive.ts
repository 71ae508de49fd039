// A generated archive for suggestions: names and terms that recur among words as frequent as in a language. Its
// articles mean nothing.

import { type Article, plainArticle } from "../build/source/article/article.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";
import { BENCH_NOW, wordAt, zipf } from "./rank-archive.ts";

export interface SuggestArchive {
  readonly articles: readonly Article[];
  readonly queries: Readonly<Record<QueryKind, readonly string[]>>;
}

/** What a reader has typed so far. */
export const QUERY_KINDS = ["one letter", "a word begun", "two words", "a typo", "nothing there"] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

const VOCABULARY = 30_000;
/** More frequent words would be stop words. */
const STOP_WORDS = 30;
const NAMES = 12_000;
const NAME_WORDS = [2, 2, 2, 3, 3, 4];
const TITLE_WORDS = 8;
const BODY_SENTENCES = 20;
const SENTENCE_WORDS = 12;
const NAMES_PER_SENTENCE = 1.5;
const QUERIES_OF_A_KIND = 40;
const YEARS = 10;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
/** Share of the articles with a future date. */
const EMBARGOED = 0.01;

/** The same seed gives the same archive. */
export function makeSuggestArchive(count: number, seed: number): SuggestArchive {
  const random = seededRandom(seed);
  const word = () => wordAt(zipf(STOP_WORDS, VOCABULARY, random));
  const names = Array.from({ length: NAMES }, () => {
    const length = NAME_WORDS[Math.floor(random() * NAME_WORDS.length)] ?? 2;
    return Array.from({ length }, () => capital(word())).join(" ");
  });
  const name = () => names[zipf(1, NAMES, random) - 1] as string;
  const sentence = (length: number) => {
    const words = Array.from({ length }, word);
    for (let named = random() * 2 * NAMES_PER_SENTENCE; named >= 1; named--) {
      words.splice(Math.floor(random() * words.length), 1, name());
    }
    return capital(words.join(" "));
  };
  const articles = Array.from({ length: count }, (_, number) => {
    const age = random() < EMBARGOED ? -random() : random() * YEARS;
    return plainArticle(`article-${number}`, {
      title: sentence(TITLE_WORDS),
      body: Array.from({ length: BODY_SENTENCES }, () => `${sentence(SENTENCE_WORDS)}.`).join(" "),
      publishedAt: new Date(BENCH_NOW - age * YEAR_MS).toISOString(),
    });
  });
  const some = sample(
    articles.map(({ title }) => title.toLowerCase().split(" ")),
    QUERIES_OF_A_KIND,
    random,
  ).map((words) => words.slice(Math.floor(random() * (words.length - 2))));
  const kinds: Record<QueryKind, string[]> = {
    "one letter": some.map(([first = ""]) => first.slice(0, 1)),
    "a word begun": some.map(([first = ""]) => first.slice(0, 4)),
    "two words": some.map(([first, second = ""]) => `${first} ${second.slice(0, 3)}`),
    "a typo": some.map(
      ([first = "", second = ""]) => `${first.slice(0, 3)}${first.slice(4)} ${second.slice(0, 3)}`,
    ),
    "nothing there": some.map(([first = ""]) => `xqxq${first}`),
  };
  return { articles, queries: kinds };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
