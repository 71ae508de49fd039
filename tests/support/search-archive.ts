// What a build has found out about an archive, set by hand: who is a near-duplicate of whom, and how search is fitted.

import type { RankingParameters } from "../../src/index/ranking.ts";
import type { Snapshot } from "../../src/index/snapshot/reader.ts";
import { ordinalOf } from "./related.ts";

/** Each list of ids is a group, its first one is shown; all other articles are alone. */
export function withGroups(snapshot: Snapshot, ...groups: readonly (readonly string[])[]): Snapshot {
  const duplicateOf = Uint32Array.from({ length: snapshot.articleCount }, (_, ordinal) => ordinal);
  for (const [shown = "", ...others] of groups) {
    for (const id of others) duplicateOf[ordinalOf(snapshot, id)] = ordinalOf(snapshot, shown);
  }
  return { ...snapshot, duplicateOf };
}

export function withSearchParameters(
  snapshot: Snapshot,
  parameters: Partial<RankingParameters["search"]>,
): Snapshot {
  const { manifest } = snapshot;
  const search = { ...manifest.ranking.search, ...parameters };
  return { ...snapshot, manifest: { ...manifest, ranking: { ...manifest.ranking, search } } };
}
