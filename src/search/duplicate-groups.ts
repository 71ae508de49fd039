// Near-duplicates in lists of articles: of each group one is shown. Which articles are near-duplicates the build has
// found; a group's number is the ordinal of the article that it would show (Snapshot.duplicateOf).

import type { Snapshot } from "../snapshot/reader.ts";
import type { Candidate } from "./related-candidates.ts";
import { visibleArticles } from "./visibility.ts";

/** One candidate of each group, at its own place: the group's shown article if it is there, else the best. */
export function collapsed(ranked: readonly Candidate[], groups: Uint32Array): Candidate[] {
  const shown = new Map<number, Candidate>();
  for (const candidate of ranked) {
    const group = groups[candidate.ordinal] ?? candidate.ordinal;
    if (!shown.has(group) || candidate.ordinal === group) shown.set(group, candidate);
  }
  return ranked.filter(
    (candidate) => shown.get(groups[candidate.ordinal] ?? candidate.ordinal) === candidate,
  );
}

/** The first of each group, in their order; all where there are no groups. */
export function oneOfEachGroup(ordinals: readonly number[], groups: Uint32Array | null): number[] {
  const seen = new Set<number>();
  return ordinals.filter((ordinal) => {
    const group = groups?.[ordinal] ?? ordinal;
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  });
}

/** Of the groups that the articles belong to, by number: the members that may be recommended, newest first. */
export function membersOf(
  snapshot: Snapshot,
  ordinals: readonly number[],
  groups: Uint32Array,
  now: number,
): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const ordinal of ordinals) members.set(groups[ordinal] ?? ordinal, []);
  for (const ordinal of visibleArticles(snapshot, "recommendable", now)) {
    members.get(groups[ordinal] ?? ordinal)?.push(ordinal);
  }
  return members;
}
