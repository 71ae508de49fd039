// The configuration's `rules`: which articles are never recommended, by their sections and tags. Such articles can
// still be found by searching, and have related lists of their own.

import { foldName } from "../../../../src/index/facet-values.ts";
import type { Config } from "../../config/schema.ts";
import type { Article } from "./article.ts";

type Labels = Pick<Article, "sections" | "tags">;

/** Whether a rule keeps an article out of related lists. Names are compared trimmed and ignoring case. */
export function createRules({ rules }: Pick<Config, "rules">): (labels: Labels) => boolean {
  const sections = new Set(rules.flatMap((rule) => rule.sections).map(foldName));
  const tags = new Set(rules.flatMap((rule) => rule.tags).map(foldName));
  return (labels) =>
    labels.sections.some((name) => sections.has(foldName(name))) ||
    labels.tags.some((name) => tags.has(foldName(name)));
}
