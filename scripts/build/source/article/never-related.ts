// The rule `related.never` of the configuration: sections and tags whose articles are in no related list. It says
// nothing about search, and such an article may still have a related list of its own.

import { foldName } from "../../../../src/index/facet-values.ts";
import type { Config } from "../../config/schema.ts";
import type { Article } from "./article.ts";

type Labels = Pick<Article, "sections" | "tags">;

/** Names are compared trimmed and without regard to upper and lower case; works out the lists once. */
export function createNeverRelated({ related }: Pick<Config, "related">): (labels: Labels) => boolean {
  const sections = new Set(related.never.sections.map(foldName));
  const tags = new Set(related.never.tags.map(foldName));
  return (labels) =>
    labels.sections.some((name) => sections.has(foldName(name))) ||
    labels.tags.some((name) => tags.has(foldName(name)));
}
