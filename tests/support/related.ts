// Related-article subjects by the ids of articles.

import type { RelatedSubject } from "../../src/engine/related-request.ts";
import type { StoredArticle } from "../../src/index/stored-article.ts";

export function subjectOf(...ids: string[]): RelatedSubject {
  return { kind: "articles", ids };
}

export function idsOf(hits: readonly { readonly article: StoredArticle }[]): string[] {
  return hits.map(({ article }) => article.id);
}
