// Counts how many of some articles have each value of a facet: one pass over their lists of values, no record is read.

import type { Columns, FacetColumn } from "../index/columns.ts";
import { selectBest } from "./selection.ts";

/** Values of one facet that are returned at most. */
export const FACET_VALUES_MAX = 100;

/** By facet: names as the archive spells them and their counts, by falling count, equal ones by folded name. */
export type Facets = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Articles of one segment. */
export interface CountedArticles {
  readonly columns: Columns;
  readonly ordinals: readonly number[];
}

/** Counts over all segments; the spelling of the first segment that has the value. */
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
  // Values are numbered in the order of their folded names: of equally frequent ones the first are taken.
  const most = selectBest(valuesOf(facets, counts, name), counts, FACET_VALUES_MAX);
  return new Map(most.map((value) => [facets.names.at(value), counts[value] as number]));
}

/** Numbers of the facet's values that were counted. */
function valuesOf({ keys }: FacetColumn, counts: Uint32Array, name: string): number[] {
  // Keys of one facet are next to each other: `;` is the character after `:`.
  const first = keys.lowerBound(`${name}:`);
  const end = keys.lowerBound(`${name};`);
  const values: number[] = [];
  for (let value = first; value < end; value++) {
    // Of a language only the primary tag is counted; the filter by it finds as many.
    if (counts[value] !== 0 && (name !== "lang" || !keys.at(value).includes("-"))) values.push(value);
  }
  return values;
}
