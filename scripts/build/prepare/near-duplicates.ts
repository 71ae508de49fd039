// Updates and agency copies of one report, found at build, so that a list shows one of them. What has the same id or
// URL is duplicates.ts's matter; reports on the same event in other words are no duplicates at all.
// Candidates by MinHash sketches, each compared in full, grouped by complete linkage.

import type { Article } from "../source/article/article.ts";
import { candidatePairs, sketch } from "./near-duplicates-candidates.ts";
import { chooseCanonical } from "./near-duplicates-canonical.ts";
import { groupPairs, type SamePair } from "./near-duplicates-grouping.ts";
import { compare, type Likeness } from "./near-duplicates-likeness.ts";
import { printArticle, shinglesOf, type TextPrint } from "./near-duplicates-shingles.ts";

/** Prints are some 30 kB each and are made again where they are wanted again. */
const PRINTS_MAX = 2000;

/**
 * `Int32Array[articles]`: for each article the index of the one that stands for its group, itself where it is alone.
 * An article is only put with others that may be searched and recommended as it may, so that none is hidden behind one
 * that is not shown. Dates in the future are dates like others here: who shows a group must look for a member that is
 * out already. The result depends on the articles alone, not on their order, but for ties between equal articles.
 */
export function groupNearDuplicates(articles: readonly Article[]): Int32Array {
  const canonical = Int32Array.from(articles, (_, index) => index);
  for (const members of nearDuplicateGroups(articles)) {
    const shown = chooseCanonical(articles, members);
    for (const member of members) canonical[member] = shown;
  }
  return canonical;
}

/** The groups of two and more, as indices of `articles`. */
export function nearDuplicateGroups(articles: readonly Article[]): readonly (readonly number[])[] {
  const order = articles.map((_, index) => index).sort((a, b) => byDate(articles, a, b));
  const sketches = order.map((index) => sketch(shinglesOf(articleAt(articles, index))));
  const prints = new Map<number, TextPrint | null>();
  const likeness = (a: number, b: number): Likeness => {
    const [first, second] = [printOf(articles, prints, a), printOf(articles, prints, b)];
    if (first === null || second === null) return { relation: "apart", share: 0 };
    return compare(first, second);
  };

  const pairs: SamePair[] = [];
  for (const [x, y] of candidatePairs(sketches)) {
    const [a = 0, b = 0] = [order[x], order[y]];
    if (!areShownAlike(articleAt(articles, a), articleAt(articles, b))) continue;
    const { relation, share } = likeness(a, b);
    if (relation === "same") pairs.push({ a, b, share });
  }
  return groupPairs(
    pairs,
    (a, b) =>
      areShownAlike(articleAt(articles, a), articleAt(articles, b)) && likeness(a, b).relation !== "apart",
  );
}

/** How alike two articles are by the measure that groups them. */
export function likenessOf(a: Article, b: Article): Likeness {
  const [first, second] = [printArticle(a), printArticle(b)];
  return first === null || second === null ? { relation: "apart", share: 0 } : compare(first, second);
}

function printOf(
  articles: readonly Article[],
  prints: Map<number, TextPrint | null>,
  index: number,
): TextPrint | null {
  const known = prints.get(index);
  if (known !== undefined) return known;
  if (prints.size >= PRINTS_MAX) prints.clear();
  const print = printArticle(articleAt(articles, index));
  prints.set(index, print);
  return print;
}

function areShownAlike(a: Article, b: Article): boolean {
  return a.search === b.search && a.recommend === b.recommend;
}

/** Undated ones first, then by date; equal dates by id. */
function byDate(articles: readonly Article[], a: number, b: number): number {
  const [first, second] = [articleAt(articles, a), articleAt(articles, b)];
  const [x, y] = [first.publishedAt ?? "", second.publishedAt ?? ""];
  if (x !== y) return x < y ? -1 : 1;
  return first.id < second.id ? -1 : 1;
}

function articleAt(articles: readonly Article[], index: number): Article {
  const article = articles[index];
  if (article === undefined) throw new RangeError(`no article has the index ${index}`);
  return article;
}
