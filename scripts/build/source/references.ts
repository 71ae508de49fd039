// Which article of the archive an id or an address means: the keys under which articles are found, and by them the
// links in their texts and the lists that editors wrote. What leads to no article is told, never guessed.

import { articleKeys, idKey, isLenientKey, urlKeyList } from "../../../src/index/keys.ts";
import type { Article } from "./article/article.ts";

/** The article that answers to each key. */
export type KeyOwners = ReadonlyMap<string, number>;

/**
 * A lenient form of a URL that two articles share tells neither from the other and leads to none of them. Where
 * they have the very same URL, the first one answers to it.
 */
export function keyOwners(articles: readonly Article[], canonicalParams: readonly string[]): KeyOwners {
  const owner = new Map<string, number>();
  const shared = new Set<string>();
  for (const [ordinal, article] of articles.entries()) {
    for (const key of articleKeys(article, canonicalParams)) {
      if (!owner.has(key)) owner.set(key, ordinal);
      else if (isLenientKey(key)) shared.add(key);
    }
  }
  for (const key of shared) owner.delete(key);
  return owner;
}

export interface References {
  /** For each article those that its text links to, each once, itself left out. */
  readonly links: readonly (readonly number[])[];
  /** For each article those that editors named, in their order. */
  readonly pins: readonly (readonly number[])[];
  /** What editors named and the archive does not have. */
  readonly unknown: readonly { readonly article: Article; readonly reference: string }[];
}

export function resolveReferences(
  articles: readonly Article[],
  owners: KeyOwners,
  canonicalParams: readonly string[],
): References {
  const find = (reference: string): number | null => {
    const byId = owners.get(idKey(reference));
    if (byId !== undefined) return byId;
    for (const key of urlKeyList(reference, canonicalParams)) {
      const ordinal = owners.get(key);
      if (ordinal !== undefined) return ordinal;
    }
    return null;
  };
  const others = (ordinal: number, found: readonly (number | null)[]): number[] =>
    [...new Set(found.filter((other) => other !== null && other !== ordinal))] as number[];
  const unknown: { article: Article; reference: string }[] = [];
  const links = articles.map((article, ordinal) => others(ordinal, article.links.map(find)));
  const pins = articles.map((article, ordinal) => {
    const found = article.relatedIds.map(find);
    for (const [index, reference] of article.relatedIds.entries()) {
      if (found[index] === null) unknown.push({ article, reference });
    }
    return others(ordinal, found);
  });
  return { links, pins, unknown };
}
