// Turns the references of editors to related articles (ids or URLs, as written) into ids of articles in this archive. A
// reference without an article is a warning; nothing is guessed.

import { idKey, urlKeyList } from "../../../src/index/keys.ts";
import type { Config } from "../config/schema.ts";
import type { Article } from "./article/article.ts";
import { encodeId } from "./article/identifiers.ts";
import { baseOf } from "./article/links.ts";
import type { ReadArticle } from "./article/normalise.ts";
import { splitSourcePath, type Warning } from "./readers/record.ts";
import { keyOwners } from "./references.ts";

export interface PinnedArticles {
  /** `articles` with their `relatedIds`: each id once, and never the article's own. */
  readonly articles: readonly Article[];
  readonly warnings: readonly Warning[];
}

/** `articles` are the archive; `read` has them, and perhaps others, with what their editors wrote. */
export function resolvePins(
  articles: readonly Article[],
  read: readonly ReadArticle[],
  { site, identifyingParams }: Pick<Config, "site" | "identifyingParams">,
): PinnedArticles {
  const written = new Map(
    read.filter(({ related }) => related.length > 0).map((item) => [item.article, item]),
  );
  if (written.size === 0) return { articles, warnings: [] };
  const owners = keyOwners(articles, identifyingParams);
  const find = (reference: string): Article | undefined => {
    const address = URL.parse(reference, baseOf(null, site) ?? undefined)?.href ?? reference;
    for (const key of [idKey(encodeId(reference)), ...urlKeyList(address, identifyingParams)]) {
      const ordinal = owners.get(key);
      if (ordinal !== undefined) return articles[ordinal];
    }
    return undefined;
  };
  const warnings: Warning[] = [];
  const pinned = articles.map((article) => {
    const item = written.get(article);
    if (item === undefined) return article;
    const relatedIds = new Set<string>();
    for (const reference of item.related) {
      const relatedArticle = find(reference);
      if (relatedArticle === undefined) warnings.push(unknownReference(item, reference));
      else if (relatedArticle !== article) relatedIds.add(relatedArticle.id);
    }
    return { ...article, relatedIds: [...relatedIds] };
  });
  return { articles: pinned, warnings };
}

function unknownReference({ article, line }: ReadArticle, reference: string): Warning {
  const { path } = splitSourcePath(article.sourcePath);
  const reason = `related: no article in this archive has the id or URL "${reference}"; it is ignored`;
  return { path, line, reason };
}
