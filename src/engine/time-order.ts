// Articles in the order of their dates. Ordinals number the articles of a segment newest first and undated ones last, so
// the order of ordinals is that of time.

import type { Columns } from "../index/columns.ts";

/** In either order undated articles come last, and articles of one moment keep the order that they have in lists. */
export function sortByTime(
  { publishedAt }: Pick<Columns, "publishedAt">,
  ordinals: readonly number[],
  sort: "newest" | "oldest",
): number[] {
  const newest = [...Uint32Array.from(ordinals).sort()];
  if (sort === "newest") return newest;
  const isDated = (ordinal: number) => !Number.isNaN(publishedAt[ordinal] as number);
  return [...newest.filter(isDated).reverse(), ...newest.filter((ordinal) => !isDated(ordinal))];
}

/** Of two dates in milliseconds since 1970; NaN, which is no date, comes last in either order. */
export function compareTime(a: number, b: number, sort: "newest" | "oldest"): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return sort === "newest" ? b - a : a - b;
}
