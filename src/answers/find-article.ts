// Looks up one article for a caller, by id or public URL. An article that isn't published yet is not found, exactly like
// one that never existed.

import { idKey, urlKeyList } from "../index/keys.ts";
import type { Searcher } from "../index/searcher.ts";
import type { StoredArticle } from "../index/stored-article.ts";
import { isPublished } from "../index/visibility.ts";

export type WantedArticle = { readonly id: string } | { readonly url: string };

/** Its stored fields, or null. A URL is matched exactly, then less and less strictly. `now` is in ms since 1970. */
export async function findArticle(
  { segments }: Searcher,
  wanted: WantedArticle,
  now: number,
): Promise<StoredArticle | null> {
  const [{ settings }] = segments;
  const keys = "id" in wanted ? [idKey(wanted.id)] : urlKeyList(wanted.url, settings.identifyingParams);
  for (const key of keys) {
    let isKnown = false;
    for (const { documents, columns } of segments) {
      const ordinal = await documents.find(key);
      if (ordinal === null) continue;
      isKnown = true;
      if (!isPublished(columns, ordinal, now)) continue;
      const [article = null] = await documents.articles([ordinal]);
      return article;
    }
    if (isKnown) return null;
  }
  return null;
}
