// Finds updates and agency copies of the same report at build time, so that a list shows only one of them. Articles
// with the same id or URL are handled by ../source/duplicates.ts; reports on the same event in other words aren't
// duplicates at all. Candidates come from MinHash sketches, are compared in full, and are grouped by complete linkage.

import type { Article } from "../source/article/article.ts";
import { candidatePairs, sketch } from "./near-duplicates-candidates.ts";
import { chooseCanonical } from "./near-duplicates-canonical.ts";
import { groupPairs, type SamePair } from "./near-duplicates-grouping.ts";
import { compare, type Likeness } from "./near-duplicates-likeness.ts";
import { printArticle, shinglesOf, type TextPrint } from "./near-duplicates-shingles.ts";

/** Prints have about 30 kB each; beyond this number they are dropped, and made again when needed. */
const MAX_PRINTS = 2000;

/**
 * `Int32Array[articles]`: for each article the index of the article that represents its group, its own if it is alone.
 * Articles in a group have the same flags for search and recommendations, so that none is hidden behind one that isn't
 * shown. Dates in the future are treated like others; whoever shows a group must choose a member that is already
 * published. The result depends only on the articles, not on their order, except for ties between equal articles.
 */
export function groupNearDuplicates(articles: readonly Article[]): Int32Array {
  const canonical = Int32Array.from(articles, (_, index) => index);
  for (const members of nearDuplicateGroups(articles)) {
    const representative = chooseCanonical(articles, members);
    for (const member of members) canonical[member] = representative;
  }
  return canonical;
}

/** The groups of two or more, as indices of `articles`. */
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
    if (!haveSameFlags(articleAt(articles, a), articleAt(articles, b))) continue;
    const { relation, share } = likeness(a, b);
    if (relation === "same") pairs.push({ a, b, share });
  }
  return groupPairs(
    pairs,
    (a, b) =>
      haveSameFlags(articleAt(articles, a), articleAt(articles, b)) && likeness(a, b).relation !== "apart",
  );
}

/** The similarity of two articles that decides about grouping them. */
export function likenessOf(a: Article, b: Article): Likeness {
  const [first, second] = [printArticle(a), printArticle(b)];
  return first === null || second === null ? { relation: "apart", share: 0 } : compare(first, second);
}

function printOf(
  articles: readonly Article[],
  prints: Map<number, TextPrint | null>,
  index: number,
): TextPrint | null {
  const cached = prints.get(index);
  if (cached !== undefined) return cached;
  if (prints.size >= MAX_PRINTS) prints.clear();
  const print = printArticle(articleAt(articles, index));
  prints.set(index, print);
  return print;
}

function haveSameFlags(a: Article, b: Article): boolean {
  return a.search === b.search && a.recommend === b.recommend;
}

/** Undated articles first, then by date; equal dates by id. */
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
