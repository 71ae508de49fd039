// Near-duplicates in lists of articles: only one of each group is shown. The build decides which articles are
// near-duplicates; a group's number is the ordinal of its preferred article (Columns.duplicateOf).

import { type Columns, hasFlag } from "../index/columns.ts";
import { isPublished } from "../index/visibility.ts";

/** The first of each group, in the given order; all of them if `groups` is null. */
export function oneOfEachGroup(ordinals: readonly number[], groups: Uint32Array | null): number[] {
  const seen = new Set<number>();
  return ordinals.filter((ordinal) => {
    const group = groups?.[ordinal] ?? ordinal;
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  });
}

/** For each group that the articles belong to, by number: its published members that have the flag, newest first. */
export function membersOf(
  columns: Columns,
  ordinals: readonly number[],
  groups: Uint32Array,
  now: number,
  flag: "searchable" | "recommendable" = "recommendable",
): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const ordinal of ordinals) members.set(groups[ordinal] ?? ordinal, []);
  const isVisible = (ordinal: number) =>
    hasFlag(columns, ordinal, flag) && isPublished(columns, ordinal, now);
  // Nearly every article is alone in its group; comparing two numbers is enough to see that.
  for (let ordinal = 0; ordinal < groups.length; ordinal++) {
    const group = groups[ordinal] as number;
    if (group !== ordinal && isVisible(ordinal)) members.get(group)?.push(ordinal);
  }
  for (const [group, others] of members) {
    if (others.length === 0 || !isVisible(group)) continue;
    others.push(group);
    others.sort((a, b) => a - b);
  }
  return members;
}
