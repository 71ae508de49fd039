// A generated archive of any size: words as frequent as in a language (Zipf 1949), texts and vectors that cluster by
// subject, and editors' labels. It has the shape of a real archive; its articles mean nothing.

import type { IndexContent } from "../build/prepare/index-folder.ts";
import { type Article, plainArticle } from "../build/source/article/article.ts";
import { sample, seededRandom } from "../statistics/seeded-random.ts";

export interface RankArchive {
  readonly content: IndexContent;
  readonly queries: readonly RankQuery[];
  /** Ids of the articles whose related articles are requested. */
  readonly subjects: readonly string[];
}

export interface RankQuery {
  /** Words of one article's title. */
  readonly text: string;
  /** `Float32Array[dims]`, unit length, near that article. */
  readonly vector: Float32Array;
}

export interface RankArchiveShape {
  readonly articles: number;
  readonly passagesPerArticle: number;
  readonly dims: number;
  readonly queries: number;
  readonly seed: number;
}

/** No article has a later date. */
export const BENCH_NOW = Date.UTC(2026, 0, 1);
const YEARS = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

const VOCABULARY = 30_000;
/** More frequent words would be stop words, which no index has. */
const STOP_WORDS = 30;
const TITLE_WORDS = 8;
const SUMMARY_WORDS = 20;
const BODY_WORDS = 200;
const SENTENCE_WORDS = 15;
/** Articles of a subject, and the words that only it uses, which make up half of its texts. */
const SUBJECT_ARTICLES = 50;
const SUBJECT_WORDS = 400;
export const SECTION_NAMES: readonly string[] = Array.from(
  { length: 10 },
  (_, number) => `section ${number}`,
);
/** Share of the articles that copy another one's text a few hours later, with a few words changed. */
const COPIES = 0.03;
const COPIED_WORDS = 0.96;

/** Lengths of the parts of a passage's vector; as with a real model, most of it is common to all passages. */
const PASSAGE_PARTS = { common: 0.5, subject: 0.55, article: 0.4, own: 0.5 };
const QUERY_PARTS = { common: 0.35, subject: 0.55, article: 0.35, own: 0.6 };

type Random = () => number;

interface Subject {
  readonly number: number;
  readonly words: readonly string[];
  readonly direction: Float32Array;
}

/** The same shape gives the same archive. */
export function makeRankArchive({ articles: count, dims, ...shape }: RankArchiveShape): RankArchive {
  const random = seededRandom(shape.seed);
  const direction = () => unitOf(Float32Array.from({ length: dims }, () => random() * 2 - 1));
  const common = direction();
  const subjects = Array.from({ length: Math.ceil(count / SUBJECT_ARTICLES) }, (_, number) => ({
    number,
    words: Array.from({ length: SUBJECT_WORDS }, () => wordAt(zipf(STOP_WORDS, VOCABULARY, random))),
    direction: direction(),
  }));
  const articles: Article[] = [];
  const passages: IndexContent["passages"][number][] = [];
  const vectors: IndexContent["vectors"][number][] = [];
  const asking = new Set(sample([...Array(count).keys()], shape.queries, random));
  const queries: RankQuery[] = [];
  for (let number = 0; number < count; number++) {
    const subject = subjects[number % subjects.length] as Subject;
    const own = direction();
    const former = random() < COPIES ? articles[number - subjects.length] : undefined;
    const article =
      former === undefined ? write(number, subject, random) : copy(number, former, subject, random);
    articles.push(article);
    for (let ordinal = 0; ordinal < shape.passagesPerArticle; ordinal++) {
      const parts = { common, subject: subject.direction, article: own, own: direction() };
      const vector = mixed(parts, PASSAGE_PARTS);
      const hash = `${article.id}.${ordinal}`;
      const text = ordinal === 0 ? article.title : "";
      passages.push({ articleId: article.id, ordinal, hash, text, withheld: false });
      vectors.push({ articleId: article.id, ordinal, hash, vector });
    }
    if (asking.has(number)) {
      const parts = { common, subject: subject.direction, article: own, own: direction() };
      const words = sample(article.title.split(" "), 2 + Math.floor(random() * 3), random);
      queries.push({ text: words.join(" "), vector: mixed(parts, QUERY_PARTS) });
    }
  }
  return { content: { articles, passages, vectors }, queries, subjects: [...asking].map(idOf) };
}

function write(number: number, subject: Subject, random: Random): Article {
  const word = () =>
    random() < 0.5
      ? wordAt(zipf(STOP_WORDS, VOCABULARY, random))
      : (subject.words[zipf(1, SUBJECT_WORDS, random) - 1] as string);
  const words = (count: number) =>
    Array.from({ length: count }, () => (random() < 0.2 ? `${word()}s` : word()));
  const sentences = Array.from({ length: Math.ceil(BODY_WORDS / SENTENCE_WORDS) }, () =>
    words(SENTENCE_WORDS).join(" "),
  );
  const former = number - Math.ceil(random() * 5) * SUBJECT_ARTICLES;
  return plainArticle(idOf(number), {
    url: urlOf(number),
    title: words(TITLE_WORDS).join(" "),
    summary: words(SUMMARY_WORDS).join(" "),
    body: `${sentences.join(". ")}.`,
    sections: [SECTION_NAMES[subject.number % SECTION_NAMES.length] as string],
    tags: [`subject ${subject.number}`, `tag ${Math.floor(random() * SUBJECT_ARTICLES)}`],
    publishedAt: new Date(BENCH_NOW - random() * YEARS * 365 * DAY_MS).toISOString(),
    links: former >= 0 ? [urlOf(former)] : [],
  });
}

function copy(number: number, former: Article, subject: Subject, random: Random): Article {
  const changed = (text: string) =>
    text
      .split(" ")
      .map((word) => (random() < COPIED_WORDS ? word : (subject.words[0] ?? word)))
      .join(" ");
  const [id, url] = [idOf(number), urlOf(number)];
  const time = Date.parse(former.publishedAt ?? "") + random() * 0.2 * DAY_MS;
  const publishedAt = new Date(Math.min(BENCH_NOW, time)).toISOString();
  return { ...former, id, sourceId: id, sourcePath: id, url, body: changed(former.body), publishedAt };
}

function idOf(number: number): string {
  return `article-${number}`;
}

function urlOf(number: number): string {
  return `https://archive.example/${idOf(number)}`;
}

/** A rank from `min` up to but not including `max`; the probability of each falls as 1 / rank. */
export function zipf(least: number, most: number, random: Random): number {
  return Math.floor(least * (most / least) ** random());
}

const CONSONANTS = "bdfgklmnprtvwz";
const VOWELS = "aeiou";

/** Three syllables and a consonant: not the ending of any language, so that no stemmer merges two words. */
export function wordAt(rank: number): string {
  let word = "";
  // Words of neighbouring ranks begin differently, as frequent words do.
  let rest = (rank * 7919) % (CONSONANTS.length * VOWELS.length) ** 3;
  for (let syllable = 0; syllable < 3; syllable++) {
    word += CONSONANTS.charAt(rest % CONSONANTS.length);
    rest = Math.floor(rest / CONSONANTS.length);
    word += VOWELS.charAt(rest % VOWELS.length);
    rest = Math.floor(rest / VOWELS.length);
  }
  return `${word}k`;
}

type Part = keyof typeof PASSAGE_PARTS;

function mixed(directions: Record<Part, Float32Array>, lengths: Record<Part, number>): Float32Array {
  const parts = Object.keys(lengths) as Part[];
  return unitOf(
    directions.own.map((_, i) =>
      parts.reduce((sum, part) => sum + lengths[part] * (directions[part][i] as number), 0),
    ),
  );
}

function unitOf(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const x of vector) squares += x * x;
  const length = Math.sqrt(squares);
  return vector.map((x) => x / length);
}
