// Finds the article that an id or a URL refers to: in the links of texts and in the lists of editors. A reference
// without an article is reported; nothing is guessed.

import { articleKeys, idKey, isLenientKey, urlKeyList } from "../../../src/index/keys.ts";
import type { Article } from "./article/article.ts";

/** Ordinal of the article that each key refers to. */
export type KeyOwners = ReadonlyMap<string, number>;

/**
 * A lenient form of a URL that two articles share refers to neither of them. If two articles have exactly the same URL,
 * it refers to the first.
 */
export function keyOwners(articles: readonly Article[], identifyingParams: readonly string[]): KeyOwners {
  const owner = new Map<string, number>();
  const shared = new Set<string>();
  for (const [ordinal, article] of articles.entries()) {
    for (const key of articleKeys(article, identifyingParams)) {
      if (!owner.has(key)) owner.set(key, ordinal);
      else if (isLenientKey(key)) shared.add(key);
    }
  }
  for (const key of shared) owner.delete(key);
  return owner;
}

export interface References {
  /** For each article, those that its text links to: each once, and never the article itself. */
  readonly links: readonly (readonly number[])[];
  /** For each article, those that its editors listed, in their order. */
  readonly pins: readonly (readonly number[])[];
  /** References of editors to articles that the archive doesn't have. */
  readonly unknown: readonly { readonly article: Article; readonly reference: string }[];
}

export function resolveReferences(
  articles: readonly Article[],
  owners: KeyOwners,
  identifyingParams: readonly string[],
): References {
  const find = (reference: string): number | null => {
    const byId = owners.get(idKey(reference));
    if (byId !== undefined) return byId;
    for (const key of urlKeyList(reference, identifyingParams)) {
      const ordinal = owners.get(key);
      if (ordinal !== undefined) return ordinal;
    }
    return null;
  };
  const uniqueOthers = (ordinal: number, targets: readonly (number | null)[]): number[] =>
    [...new Set(targets.filter((target) => target !== null && target !== ordinal))] as number[];
  const unknown: { article: Article; reference: string }[] = [];
  const links = articles.map((article, ordinal) => uniqueOthers(ordinal, article.links.map(find)));
  const pins = articles.map((article, ordinal) => {
    const targets = article.relatedIds.map(find);
    for (const [index, reference] of article.relatedIds.entries()) {
      if (targets[index] === null) unknown.push({ article, reference });
    }
    return uniqueOthers(ordinal, targets);
  });
  return { links, pins, unknown };
}
