// How many of some articles have each value of a kind of label: one pass over their lists of labels, and no record.

import type { Snapshot } from "../index/snapshot/reader.ts";
import { selectBest } from "./selection.ts";

/** Values of one kind that are told at most. */
export const FACET_VALUES_MAX = 100;

/** By kind: names as the archive writes them and their counts, by falling count, of equals by folded name. */
export type Facets = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function countFacets(
  snapshot: Snapshot,
  ordinals: readonly number[],
  kinds: readonly string[],
): Facets {
  if (kinds.length === 0) return new Map();
  const counts = snapshot.labelLists.countIn(ordinals);
  return new Map(kinds.map((kind) => [kind, mostFrequent(snapshot, counts, kind)]));
}

function mostFrequent(
  { labelKeys, labelNames }: Snapshot,
  counts: Uint32Array,
  kind: string,
): ReadonlyMap<string, number> {
  // Keys of one kind lie side by side: `;` is the character behind `:`.
  const first = labelKeys.lowerBound(`${kind}:`);
  const end = labelKeys.lowerBound(`${kind};`);
  const isCounted = (label: number): boolean => {
    if (counts[label] === 0) return false;
    // Of a language the primary tag alone is counted; the filter by it finds as many.
    return kind !== "lang" || !labelKeys.at(label).includes("-");
  };
  const found: number[] = [];
  for (let label = first; label < end; label++) if (isCounted(label)) found.push(label);
  // Labels are numbered in the order of their folded names: of equals the first are taken, and few names are read.
  const most = selectBest(found, counts, FACET_VALUES_MAX);
  return new Map(most.map((label) => [labelNames.at(label), counts[label] as number]));
}
