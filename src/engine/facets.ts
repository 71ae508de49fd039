// Counts how many of the given articles have each value of a facet, in one pass over their values. Reads no records.

import type { Columns, FacetColumn } from "../index/columns.ts";
import { selectBest } from "./selection.ts";

/** The most values returned for one facet. */
export const FACET_VALUES_MAX = 100;

/** By facet: names as the archive spells them, with counts; the highest count first, ties by folded name. */
export type Facets = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Articles of one segment. */
export interface CountedArticles {
  readonly columns: Columns;
  readonly ordinals: readonly number[];
}

/** Counts over all segments, spelt as in the first segment that has the value. */
export function countFacets(segments: readonly CountedArticles[], names: readonly string[]): Facets {
  if (names.length === 0) return new Map();
  const [only, ...others] = segments;
  if (only !== undefined && others.length === 0) {
    const { facets } = only.columns;
    const counts = facets.lists.countIn(only.ordinals);
    return new Map(names.map((name) => [name, mostFrequent(facets, counts, name)]));
  }
  return mergedFacets(segments, names);
}

function mergedFacets(segments: readonly CountedArticles[], names: readonly string[]): Facets {
  const counted = segments.map(({ columns: { facets }, ordinals }) => ({
    facets,
    counts: facets.lists.countIn(ordinals),
  }));
  return new Map(
    names.map((name) => {
      const byKey = new Map<string, { readonly spelling: string; count: number }>();
      for (const { facets, counts } of counted) {
        for (const value of valuesOf(facets, counts, name)) {
          const key = facets.keys.at(value);
          const merged = byKey.get(key) ?? { spelling: facets.names.at(value), count: 0 };
          merged.count += counts[value] as number;
          byKey.set(key, merged);
        }
      }
      const most = [...byKey].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
      return [
        name,
        new Map(most.slice(0, FACET_VALUES_MAX).map(([, { spelling, count }]) => [spelling, count])),
      ];
    }),
  );
}

function mostFrequent(facets: FacetColumn, counts: Uint32Array, name: string): ReadonlyMap<string, number> {
  // Values are numbered in the order of their folded names, and ties go to the lower number.
  const most = selectBest(valuesOf(facets, counts, name), counts, FACET_VALUES_MAX);
  return new Map(most.map((value) => [facets.names.at(value), counts[value] as number]));
}

/** Numbers of the facet's values that have a count. */
function valuesOf({ keys }: FacetColumn, counts: Uint32Array, name: string): number[] {
  // Keys of one facet are next to each other: `;` is the character after `:`.
  const first = keys.lowerBound(`${name}:`);
  const end = keys.lowerBound(`${name};`);
  const values: number[] = [];
  for (let value = first; value < end; value++) {
    // Only the primary tag of a language is counted: filtering by it finds the same number of articles.
    if (counts[value] !== 0 && (name !== "lang" || !keys.at(value).includes("-"))) values.push(value);
  }
  return values;
}
