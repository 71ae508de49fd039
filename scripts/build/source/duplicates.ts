// Articles with the same id or the same public URL. Nobody can tell which one is meant, so the build must stop; the
// first stays in the list only so that a single run can report everything else too. Near-duplicate texts are another
// matter: ../prepare/near-duplicates.ts.

import { urlKeys } from "../../../src/index/url-key.ts";
import type { Article } from "./article/article.ts";
import { type Problem, problemAt, splitSourcePath } from "./readers/record.ts";

/** URLs are compared without fragment and tracking parameters. `articles` are in the order of their files. */
export function withoutDuplicates(
  articles: readonly Article[],
  identifyingParams: readonly string[],
): { articles: Article[]; problems: Problem[] } {
  const byId = new Map<string, Article>();
  const byUrl = new Map<string, Article>();
  const unique: Article[] = [];
  const problems: Problem[] = [];
  for (const article of articles) {
    const sameId = byId.get(article.id);
    if (sameId !== undefined) {
      problems.push(collision("duplicate_id", `id "${article.sourceId}"`, sameId, article));
      continue;
    }
    const address =
      article.url === null ? null : (urlKeys(article.url, identifyingParams)?.clean ?? article.url);
    const sameUrl = address === null ? undefined : byUrl.get(address);
    if (sameUrl !== undefined) {
      problems.push(collision("duplicate_url", `URL ${article.url}`, sameUrl, article));
      continue;
    }
    byId.set(article.id, article);
    if (address !== null) byUrl.set(address, article);
    unique.push(article);
  }
  return { articles: unique, problems };
}

function collision(
  code: "duplicate_id" | "duplicate_url",
  what: string,
  first: Article,
  second: Article,
): Problem {
  const reason = `the ${what} is used by both ${first.sourcePath} and ${second.sourcePath}`;
  const { path, line } = splitSourcePath(second.sourcePath);
  return problemAt(path, line, code, reason, true);
}
