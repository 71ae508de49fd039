// An archive with edited copies of its articles, and with articles that only resemble them, whose origins are known;
// and how well groups keep to these origins. It knows nothing of how groups are found.

import type { Article } from "../build/source/article/article.ts";
import { sample } from "../statistics/seeded-random.ts";
import {
  EDIT_KINDS,
  type Edit,
  editText,
  nextInstalment,
  reportWithBackground,
} from "./measure-duplicates-edits.ts";

export interface Copy {
  /** Indices of `articles`. */
  readonly original: number;
  readonly copy: number;
  readonly edit: Edit;
}
export interface EditedArchive {
  /** The archive's own articles first, in their order. */
  readonly articles: readonly Article[];
  /** What was made from the same text has the same number; all others have their own. */
  readonly origins: Int32Array;
  readonly copies: readonly Copy[];
  readonly instalments: number;
  readonly backgrounds: number;
}

/** Least and largest share of the words that is touched. */
export const EDIT_SHARES = [0.02, 0.3] as const;
/** Shorter bodies have too few sentences to be edited by 2 %. */
export const ORIGINAL_MIN_WORDS = 60;
const INSTALMENT_MIN_NUMBERS = 6;
/** Of a report with the background of another one this share is new. */
const NEWS_SHARE = 0.6;
/** Articles that the new share is taken from. */
const NEWS_SOURCES = 4;
const COPY_MAX_DAYS = 2;
const DAY_MS = 86_400_000;

/**
 * One edited copy of up to `count` articles, the kinds of edits in turn, published up to two days later; and of every
 * second a next instalment or a report with its background. `known` is which article each one is grouped with as it is:
 * these are taken to be of one origin. `random` gives 0..1.
 */
export function editArchive(
  articles: readonly Article[],
  known: Int32Array,
  count: number,
  random: () => number,
): EditedArchive {
  const all = [...articles];
  const origins = [...known];
  const copies: Copy[] = [];
  let [instalments, backgrounds] = [0, 0];
  const add = (original: Article, kind: string, body: string, days: number, origin: number) => {
    const id = `${original.id.slice(0, 100)}.${kind}`;
    const title = `${original.title} (${kind})`;
    all.push({ ...original, id, sourceId: id, title, body, publishedAt: later(original.publishedAt, days) });
    origins.push(origin);
    return all.length - 1;
  };

  const long = [...articles.keys()].filter((at) => wordCount(articles[at]?.body ?? "") >= ORIGINAL_MIN_WORDS);
  const neighbours = neighboursInTime(articles, known);
  for (const [turn, original] of sample(long, count, random).entries()) {
    const article = articles[original];
    const news = (neighbours[original] ?? []).map((at) => articles[at]?.body ?? "");
    const [donor] = news;
    if (article === undefined || donor === undefined) continue;
    const [least, most] = EDIT_SHARES;
    const kind = EDIT_KINDS[turn % EDIT_KINDS.length] ?? EDIT_KINDS[0];
    const edit: Edit = { kind, share: least + (most - least) * random() };
    const body = editText(article.body, donor, edit, random);
    const days = Math.floor(random() * (COPY_MAX_DAYS + 1));
    const copy = add(article, "copy", body, days, origins[original] ?? original);
    copies.push({ original, copy, edit });
    if (turn % 4 === 1) {
      const next = nextInstalment(article.body, INSTALMENT_MIN_NUMBERS, random);
      if (next === null) continue;
      add(article, "instalment", next, 1, all.length);
      instalments++;
    } else if (turn % 4 === 3) {
      add(article, "background", reportWithBackground(article.body, news, NEWS_SHARE), 1, all.length);
      backgrounds++;
    }
  }
  return { articles: all, origins: Int32Array.from(origins), copies, instalments, backgrounds };
}

export interface PairFigures {
  /** Pairs that are in one group, and how many of them are of one origin. */
  readonly grouped: number;
  readonly right: number;
  /** Pairs that are of one origin. */
  readonly wanted: number;
  /** 0..1; 1 where nothing is grouped, or nothing wanted. */
  readonly precision: number;
  readonly recall: number;
  /** The grouped pairs that are not of one origin. */
  readonly wrong: readonly (readonly [number, number])[];
}

/** Both arrays name, for each article, something that all of its group or origin have in common. */
export function pairFigures(groups: Int32Array, origins: Int32Array): PairFigures {
  const grouped = pairsOf(groups);
  const wrong = grouped.filter(([a, b]) => origins[a] !== origins[b]);
  const wanted = pairsOf(origins).length;
  const right = grouped.length - wrong.length;
  return {
    grouped: grouped.length,
    right,
    wanted,
    precision: grouped.length === 0 ? 1 : right / grouped.length,
    recall: wanted === 0 ? 1 : right / wanted,
    wrong,
  };
}

function pairsOf(names: Int32Array): (readonly [number, number])[] {
  const members = new Map<number, number[]>();
  for (const [at, name] of names.entries()) {
    const own = members.get(name);
    if (own === undefined) members.set(name, [at]);
    else own.push(at);
  }
  return [...members.values()].flatMap((own) =>
    own.flatMap((a, at) => own.slice(at + 1).map((b) => [a, b] as const)),
  );
}

/** For each article the next ones in time that are of other origins: news of the same days, to take words from. */
function neighboursInTime(articles: readonly Article[], known: Int32Array): number[][] {
  const order = [...articles.keys()].sort((a, b) => {
    const [x, y] = [articles[a]?.publishedAt ?? "", articles[b]?.publishedAt ?? ""];
    return x < y ? -1 : x > y ? 1 : a - b;
  });
  const found = articles.map((): number[] => []);
  for (const [place, at] of order.entries()) {
    const own = found[at] ?? [];
    for (let step = 1; step < order.length && own.length < NEWS_SOURCES; step++) {
      const other = order[(place + step) % order.length] ?? at;
      if (known[other] !== known[at]) own.push(other);
    }
  }
  return found;
}

function later(date: string | null, days: number): string | null {
  return date === null ? null : new Date(Date.parse(date) + days * DAY_MS).toISOString();
}

function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
