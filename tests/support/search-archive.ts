// What a build finds out about an archive, set by hand: near-duplicates, and how search is fitted.

import type { ArchiveIndex } from "../../src/index/archive-index.ts";
import type { Columns } from "../../src/index/columns.ts";
import type { RankingParameters } from "../../src/index/ranking.ts";
import { ordinalOf } from "./packed-archive.ts";

export function withColumns(index: ArchiveIndex, columns: Partial<Columns>): ArchiveIndex {
  return { ...index, columns: { ...index.columns, ...columns } };
}

/** Each list of ids is a group, its first one is shown; all other articles are alone. */
export function withGroups(index: ArchiveIndex, ...groups: readonly (readonly string[])[]): ArchiveIndex {
  const duplicateOf = Uint32Array.from({ length: index.size.articles }, (_, ordinal) => ordinal);
  for (const [shown = "", ...others] of groups) {
    for (const id of others) duplicateOf[ordinalOf(index, id)] = ordinalOf(index, shown);
  }
  return withColumns(index, { duplicateOf });
}

export function withSearchParameters(
  index: ArchiveIndex,
  parameters: Partial<RankingParameters["search"]>,
): ArchiveIndex {
  const search = { ...index.ranking.search, ...parameters };
  return { ...index, ranking: { ...index.ranking, search } };
}
