// The rule `related.never` of the configuration: articles of these sections and tags are in no related list. They can
// still be found by searching, and have related lists themselves.

import { foldName } from "../../../../src/index/facet-values.ts";
import type { Config } from "../../config/schema.ts";
import type { Article } from "./article.ts";

type Labels = Pick<Article, "sections" | "tags">;

/** Names are compared trimmed and ignoring upper and lower case. */
export function createNeverRelated({ related }: Pick<Config, "related">): (labels: Labels) => boolean {
  const sections = new Set(related.never.sections.map(foldName));
  const tags = new Set(related.never.tags.map(foldName));
  return (labels) =>
    labels.sections.some((name) => sections.has(foldName(name))) ||
    labels.tags.some((name) => tags.has(foldName(name)));
}
