// Articles that claim the same id or the same public URL. Which one is meant nobody can tell, so the build must
// stop; the first stays in the list only so that one run can report everything else as well.
// Near-duplicate texts are another matter, and the ranking's.

import { urlKeys } from "../../../src/index/url-key.ts";
import type { Article } from "./article/article.ts";
import { type Problem, problemAt } from "./readers/record.ts";

/** URLs are compared without fragment and tracking parameters. `articles` in the order of their files. */
export function leaveOutDuplicates(
  articles: readonly Article[],
  canonicalParams: readonly string[],
): { articles: Article[]; problems: Problem[] } {
  const byId = new Map<string, Article>();
  const byUrl = new Map<string, Article>();
  const kept: Article[] = [];
  const problems: Problem[] = [];
  for (const article of articles) {
    const sameId = byId.get(article.id);
    if (sameId !== undefined) {
      problems.push(collision("duplicate_id", `id "${article.sourceId}"`, sameId, article));
      continue;
    }
    const address =
      article.url === null ? null : (urlKeys(article.url, canonicalParams)?.clean ?? article.url);
    const sameUrl = address === null ? undefined : byUrl.get(address);
    if (sameUrl !== undefined) {
      problems.push(collision("duplicate_url", `URL ${article.url}`, sameUrl, article));
      continue;
    }
    byId.set(article.id, article);
    if (address !== null) byUrl.set(address, article);
    kept.push(article);
  }
  return { articles: kept, problems };
}

function collision(
  code: "duplicate_id" | "duplicate_url",
  what: string,
  first: Article,
  second: Article,
): Problem {
  const reason = `the ${what} is used by ${first.sourcePath} and by ${second.sourcePath}`;
  const line = /:(\d+)$/.exec(second.sourcePath)?.[1];
  const path = second.sourcePath.replace(/:\d+$|#\d+$/, "");
  return problemAt(path, line === undefined ? null : Number(line), code, reason, true);
}
