// How many of some articles have each value of a kind of label: one pass over their lists of labels, and no record.

import type { Snapshot } from "../snapshot/reader.ts";

/** Values of one kind that are told at most. */
export const FACET_VALUES_MAX = 100;

/** By kind: names as the archive writes them and their counts, by falling count and then by name. */
export type Facets = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function countFacets(
  snapshot: Snapshot,
  ordinals: readonly number[],
  kinds: readonly string[],
): Facets {
  if (kinds.length === 0) return new Map();
  const counts = new Uint32Array(snapshot.labelKeys.size);
  for (const ordinal of ordinals) snapshot.labelLists.addTo(counts, ordinal);
  return new Map(kinds.map((kind) => [kind, mostFrequent(snapshot, counts, kind)]));
}

function mostFrequent(
  { labelKeys, labelNames }: Snapshot,
  counts: Uint32Array,
  kind: string,
): ReadonlyMap<string, number> {
  // Keys of one kind lie side by side: `;` is the character behind `:`.
  const end = labelKeys.lowerBound(`${kind};`);
  const found: { readonly label: number; readonly count: number }[] = [];
  for (let label = labelKeys.lowerBound(`${kind}:`); label < end; label++) {
    const count = counts[label] as number;
    // Of a language the primary tag alone is counted; the filter by it finds as many.
    if (count > 0 && !(kind === "lang" && labelKeys.at(label).includes("-"))) found.push({ label, count });
  }
  const least = found.map(({ count }) => count).sort((a, b) => b - a)[FACET_VALUES_MAX - 1] ?? 0;
  const named = found
    .filter(({ count }) => count >= least)
    .map(({ label, count }) => [labelNames.at(label), count] as const)
    .sort(([a, often], [b, more]) => more - often || (a < b ? -1 : 1));
  return new Map(named.slice(0, FACET_VALUES_MAX));
}
