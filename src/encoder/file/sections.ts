// The arrays of an `encoder.bin`: name, type and shape of each, and its position in the file. encoder-format.ts and
// tokenizer-kinds.ts decide which arrays a file has.

export type SectionType = "int8" | "uint16" | "uint32" | "float32";
/** An array of a section's type. */
export type View = Int8Array | Uint16Array | Uint32Array | Float32Array;

export interface SectionSpec {
  readonly name: string;
  readonly type: SectionType;
  /** [elements], or [rows, columns] row-major. */
  readonly shape: readonly number[];
}

/** Every section begins at a multiple of this many bytes. */
export const ALIGNMENT = 64;

const ELEMENT_BYTES: Readonly<Record<SectionType, number>> = {
  int8: 1,
  uint16: 2,
  uint32: 4,
  float32: 4,
};

export function elementsOf({ shape }: Pick<SectionSpec, "shape">): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** Offset of each section if the first may begin at byte `start`, and the end of the last one. */
export function layoutOf(
  sections: readonly SectionSpec[],
  start: number,
): { offsets: readonly number[]; end: number } {
  let end = start;
  const offsets = sections.map((section) => {
    const offset = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = offset + elementsOf(section) * ELEMENT_BYTES[section.type];
    return offset;
  });
  return { offsets, end };
}

/** The section's array, attached to `buffer` at byte `offset`; nothing is copied. */
export function attachSection(buffer: ArrayBuffer, offset: number, section: SectionSpec): View {
  const elements = elementsOf(section);
  switch (section.type) {
    case "int8":
      return new Int8Array(buffer, offset, elements);
    case "uint16":
      return new Uint16Array(buffer, offset, elements);
    case "uint32":
      return new Uint32Array(buffer, offset, elements);
    case "float32":
      return new Float32Array(buffer, offset, elements);
  }
}
