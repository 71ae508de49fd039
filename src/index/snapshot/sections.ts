// The table of sections: name, type and length of each. It is used by the packer, the reader and a test of
// docs/snapshot-format.md, which explains the numbers.

interface ArraysByType {
  /** uint8 that mean nothing without the offsets into them. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly uint8: Uint8Array<ArrayBuffer>;
  readonly int8: Int8Array<ArrayBuffer>;
  readonly uint32: Uint32Array<ArrayBuffer>;
  readonly float32: Float32Array<ArrayBuffer>;
  readonly float64: Float64Array<ArrayBuffer>;
}
export type ElementType = keyof ArraysByType;

/** Little-endian, like all typed arrays on the machines that run this. */
const CONSTRUCTORS = {
  bytes: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/**
 * The counts that lengths are expressed in: articles, passages, terms, dimensions; keys, facet values (labels),
 * frequent phrases and titles in suggestions. The first four are in the manifest; COUNTED_BY says where the others come
 * from.
 */
const COUNTS = ["A", "P", "T", "D", "K", "L", "F", "H"] as const;
export type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

/**
 * Sections that are read completely when the index is opened: the type, and the number of elements as a sum of counts
 * and products of counts. null: any number.
 */
export const SECTIONS = {
  "articles.records": ["bytes", null],
  "articles.recordOffsets": ["uint32", "A + 1"],
  "articles.publishedAt": ["float64", "A"],
  "articles.flags": ["uint8", "A"],
  "articles.firstPassage": ["uint32", "A + 1"],
  "articles.vectors": ["int8", "A × D"],
  "articles.scales": ["float32", "A"],
  "articles.centre": ["float32", "D"],
  "articles.duplicateOf": ["uint32", "A"],
  "articles.labels": ["uint32", null],
  "articles.labelOffsets": ["uint32", "A + 1"],
  "articles.links": ["uint32", null],
  "articles.linkOffsets": ["uint32", "A + 1"],
  "articles.pins": ["uint32", null],
  "articles.pinOffsets": ["uint32", "A + 1"],
  "labels.strings": ["bytes", null],
  "labels.stringOffsets": ["uint32", "L + 1"],
  "labels.names": ["bytes", null],
  "labels.nameOffsets": ["uint32", "L + 1"],
  "keys.strings": ["bytes", null],
  "keys.stringOffsets": ["uint32", "K + 1"],
  "keys.articles": ["uint32", "K"],
  "passages.vectors": ["int8", "P × D"],
  "passages.scales": ["float32", "P"],
  "passages.locations": ["uint32", "3 × P"],
  "lexical.terms": ["bytes", null],
  "lexical.termOffsets": ["uint32", "T + 1"],
  "lexical.forms": ["bytes", null],
  "lexical.formOffsets": ["uint32", "T + 1"],
  "lexical.postings": ["bytes", null],
  "lexical.postingOffsets": ["uint32", "T + 1"],
  "lexical.positions": ["bytes", null],
  "lexical.positionOffsets": ["uint32", "T + 1"],
  "lexical.lengths": ["uint32", "4 × A"],
  "completions.keys": ["bytes", null],
  "completions.keyOffsets": ["uint32", "F + H + 1"],
  "completions.starts": ["uint32", null],
  "completions.texts": ["bytes", null],
  "completions.textOffsets": ["uint32", "F + 1"],
  "completions.articles": ["uint32", null],
  "completions.articleOffsets": ["uint32", "F + 1"],
  "completions.titles": ["uint32", "H"],
} as const satisfies Readonly<Record<string, readonly [ElementType, string | null]>>;

/** Read page by page, when a passage is shown, from the files that the manifest lists in `pages`. */
export const PAGED_SECTIONS = { text: ["bytes", null] } as const;

export type SectionName = keyof typeof SECTIONS;
export type SectionArrays = {
  readonly [Name in SectionName]: ArraysByType[(typeof SECTIONS)[Name][0]];
};
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

/** Counts that follow from the length of a section: its name, and how much to subtract. */
const COUNTED_BY = {
  K: ["keys.articles", 0],
  L: ["labels.stringOffsets", 1],
  F: ["completions.textOffsets", 1],
  H: ["completions.titles", 0],
} as const satisfies Partial<Record<keyof Counts, readonly [SectionName, number]>>;

/** `lengthOf` returns the number of elements in a section that was read. */
export function countsOf(
  manifest: Pick<Counts, "A" | "P" | "T" | "D">,
  lengthOf: (name: SectionName) => number,
): Counts {
  const told = (count: keyof typeof COUNTED_BY) => {
    const [name, more] = COUNTED_BY[count];
    return Math.max(0, lengthOf(name) - more);
  };
  return { ...manifest, K: told("K"), L: told("L"), F: told("F"), H: told("H") };
}

/** Bytes of one element. */
export function elementBytes(name: SectionName): number {
  return CONSTRUCTORS[SECTIONS[name][0]].BYTES_PER_ELEMENT;
}

/** How many elements the section must have; null if any number will do. */
export function expectedLength(name: SectionName, counts: Counts): number | null {
  const [, length] = SECTIONS[name];
  if (length === null) return null;
  const valueIn = (factor: string) =>
    /^\d+$/.test(factor) ? Number(factor) : counts[factor as keyof Counts];
  return length
    .split(" + ")
    .reduce(
      (sum, term) => sum + term.split(" × ").reduce((product, factor) => product * valueIn(factor), 1),
      0,
    );
}

/** A typed array over the whole buffer, which holds a whole number of elements. */
export function attachSection<Name extends SectionName>(
  name: Name,
  buffer: ArrayBuffer,
): SectionArrays[Name] {
  return new CONSTRUCTORS[SECTIONS[name][0]](buffer) as SectionArrays[Name];
}
