// The articles that editors put first in a related list: references as written, by id or by URL, to ids of articles
// of this archive. What leads to no article is told, never guessed.

import { idKey, urlKeyList } from "../../../src/index/keys.ts";
import type { Config } from "../config/schema.ts";
import type { Article } from "./article/article.ts";
import { encodeId } from "./article/identifiers.ts";
import { baseOf } from "./article/links.ts";
import type { ReadArticle } from "./article/normalise.ts";
import type { Warning } from "./readers/record.ts";
import { keyOwners } from "./references.ts";

export interface PinnedArticles {
  /** `articles` with their `relatedIds`, each once, the article itself left out. */
  readonly articles: readonly Article[];
  readonly warnings: readonly Warning[];
}

/** `articles` are the archive; `read` holds them with what their editors wrote, and may hold others. */
export function resolvePins(
  articles: readonly Article[],
  read: readonly ReadArticle[],
  { site, canonicalParams }: Pick<Config, "site" | "canonicalParams">,
): PinnedArticles {
  const written = new Map(
    read.filter(({ related }) => related.length > 0).map((item) => [item.article, item]),
  );
  if (written.size === 0) return { articles, warnings: [] };
  const owners = keyOwners(articles, canonicalParams);
  const find = (reference: string): Article | undefined => {
    const address = URL.parse(reference, baseOf(null, site) ?? undefined)?.href ?? reference;
    for (const key of [idKey(encodeId(reference)), ...urlKeyList(address, canonicalParams)]) {
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
      const found = find(reference);
      if (found === undefined) warnings.push(unknownReference(item, reference));
      else if (found !== article) relatedIds.add(found.id);
    }
    return { ...article, relatedIds: [...relatedIds] };
  });
  return { articles: pinned, warnings };
}

function unknownReference({ article, line }: ReadArticle, reference: string): Warning {
  const path = article.sourcePath.replace(/:\d+$|#\d+$/, "");
  const reason = `related: "${reference}" is no article of this archive, neither by id nor by URL; the others stay`;
  return { path, line, reason };
}
