// Sorts articles by date. Ordinals already number a segment's articles newest first and undated ones last, so sorting
// by ordinal sorts by date.

import type { Columns } from "../index/columns.ts";

/** `newest` is the order of ordinals; `oldest` reverses it for dated articles. Undated ones come last either way. */
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

/** Compares two dates in milliseconds since 1970; NaN, which means undated, comes last either way. */
export function compareTime(a: number, b: number, sort: "newest" | "oldest"): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return sort === "newest" ? b - a : a - b;
}
