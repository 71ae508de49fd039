// An archive with edited copies of its articles, and with articles that only resemble them, where the origin of each is
// known; and how well a grouping matches these origins.

import type { Article } from "../../scripts/build/source/article/article.ts";
import { sample } from "../../scripts/statistics/seeded-random.ts";
import { EDIT_KINDS, editText, nextInstalment, reportWithBackground } from "./text-edits.ts";

export interface EditedArchive {
  /** The archive's articles first, in their order. */
  readonly articles: readonly Article[];
  /** Articles made from the same text have the same number; all others have a number each. */
  readonly origins: Int32Array;
}

/** Smallest and largest share of the words that an edit touches. */
const EDIT_SHARES = [0.02, 0.3] as const;
/** Shorter bodies have too few sentences to be edited by 2 %. */
const ORIGINAL_MIN_WORDS = 60;
const INSTALMENT_MIN_NUMBERS = 6;
/** Of a report with the background of another one this share is new. */
const NEWS_SHARE = 0.6;
/** Articles that the new share is taken from. */
const NEWS_SOURCES = 4;
const COPY_MAX_DAYS = 2;
const DAY_MS = 86_400_000;

/**
 * Adds an edited copy of every article that is long enough, the kinds of edits in turn, published up to two days later;
 * for every second one also a next instalment or a report with its background, which are not copies. `known` is the
 * origin of each article in the archive.
 */
export function editArchive(
  articles: readonly Article[],
  known: Int32Array,
  random: () => number,
): EditedArchive {
  const all = [...articles];
  const origins = [...known];
  const add = (original: Article, kind: string, body: string, days: number, origin: number) => {
    const id = `${original.id.slice(0, 100)}.${kind}`;
    const title = `${original.title} (${kind})`;
    all.push({ ...original, id, sourceId: id, title, body, publishedAt: later(original.publishedAt, days) });
    origins.push(origin);
  };

  const long = [...articles.keys()].filter((at) => wordCount(articles[at]?.body ?? "") >= ORIGINAL_MIN_WORDS);
  const neighbours = neighboursInTime(articles, known);
  for (const [turn, original] of sample(long, long.length, random).entries()) {
    const article = articles[original];
    const news = (neighbours[original] ?? []).map((at) => articles[at]?.body ?? "");
    const [donor] = news;
    if (article === undefined || donor === undefined) continue;
    const [least, most] = EDIT_SHARES;
    const kind = EDIT_KINDS[turn % EDIT_KINDS.length] ?? EDIT_KINDS[0];
    const body = editText(article.body, donor, { kind, share: least + (most - least) * random() }, random);
    const days = Math.floor(random() * (COPY_MAX_DAYS + 1));
    add(article, "copy", body, days, origins[original] ?? original);
    if (turn % 4 === 1) {
      const next = nextInstalment(article.body, INSTALMENT_MIN_NUMBERS, random);
      if (next !== null) add(article, "instalment", next, 1, all.length);
    } else if (turn % 4 === 3) {
      add(article, "background", reportWithBackground(article.body, news, NEWS_SHARE), 1, all.length);
    }
  }
  return { articles: all, origins: Int32Array.from(origins) };
}

/** Pairs of articles with the same group, with the same origin, and with both. */
export function countPairs(
  groups: Int32Array,
  origins: Int32Array,
): { grouped: number; wanted: number; right: number } {
  const grouped = pairsOf(groups);
  const right = grouped.filter(([a, b]) => origins[a] === origins[b]).length;
  return { grouped: grouped.length, wanted: pairsOf(origins).length, right };
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
