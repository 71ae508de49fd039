// Articles in the order of their dates. Ordinals number the articles newest first and undated ones last, so that the
// order of ordinals is that of time.

import type { Snapshot } from "../index/snapshot/reader.ts";

/** In either order what has no date comes last, and articles of one moment keep the order that they have in lists. */
export function sortByTime(
  { publishedAt }: Pick<Snapshot, "publishedAt">,
  ordinals: readonly number[],
  sort: "newest" | "oldest",
): number[] {
  const newest = [...Uint32Array.from(ordinals).sort()];
  if (sort === "newest") return newest;
  const isDated = (ordinal: number) => !Number.isNaN(publishedAt[ordinal] as number);
  return [...newest.filter(isDated).reverse(), ...newest.filter((ordinal) => !isDated(ordinal))];
}
