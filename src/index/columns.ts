// The fields that are available for every article without opening its record: dense arrays by ordinal, held in memory.
// Ordinals number the articles of one segment, newest first, undated ones last.

import type { NumberLists } from "../lexical/number-lists.ts";
import type { StringTable } from "../lexical/string-table.ts";
import type { TermDictionary } from "../lexical/term-dictionary.ts";

/** Bits of `Columns.flags`. */
export const FLAG = {
  searchable: 1,
  recommendable: 2,
  members: 4,
  /** Never appears in related lists and has none itself. */
  noRelated: 8,
  /** In a language that the encoder doesn't support: only keywords find it. */
  unsupportedLanguage: 16,
} as const;
export type Flag = keyof typeof FLAG;

/** The values that articles can be filtered and counted by, such as `section:world`; see facet-values.ts. */
export interface FacetColumn {
  /** For each article, the numbers of its values, ascending. */
  readonly lists: NumberLists;
  /** Folded keys, sorted by bytes; a value's number is its place here. */
  readonly keys: TermDictionary;
  /** The archive's usual spelling of each value, in the order of `keys`; empty for values that are not counted. */
  readonly names: StringTable;
}

export interface Columns {
  /** `Float64Array[articles]`: milliseconds since 1970; NaN if undated, +Infinity if taken down. */
  readonly publishedAt: Float64Array;
  /** `Uint8Array[articles]`: bits of FLAG. */
  readonly flags: Uint8Array;
  /** `Uint32Array[articles + 1]`: article a's passages are firstPassage[a] to firstPassage[a + 1] - 1. */
  readonly firstPassage: Uint32Array;
  /** `Uint32Array[articles]`: the article that represents the group of near-duplicates; usually the article itself. */
  readonly duplicateOf: Uint32Array;
  readonly facets: FacetColumn;
  /** For each article, the articles that its text links to. */
  readonly links: NumberLists;
  /** For each article, the articles that editors pinned to the top of its related list, in their order. */
  readonly pins: NumberLists;
}

export function hasFlag({ flags }: Pick<Columns, "flags">, ordinal: number, flag: Flag): boolean {
  return ((flags[ordinal] ?? 0) & FLAG[flag]) !== 0;
}
