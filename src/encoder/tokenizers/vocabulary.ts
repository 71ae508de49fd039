// The pieces of a vocabulary as two flat arrays, which a model file holds as they are. How a tokenizer finds a piece
// in them is its own business (vocabulary-index.ts for WordPiece).

/** Pieces by id: piece `i` is `units[offsets[i]] .. units[offsets[i + 1] - 1]`. Unused ids have an empty piece. */
export interface Vocabulary {
  /** UTF-16 code units, so that a word of a JavaScript string is compared without encoding it. */
  readonly units: Uint16Array;
  /** `Uint32Array[pieces + 1]`. */
  readonly offsets: Uint32Array;
}

/**
 * Says what is wrong with the offsets, which must rise to the end of the text; null if they do. Checked when a file is
 * written; from then on the file's digest vouches for them.
 */
export function findBrokenOffset({ units, offsets }: Vocabulary): string | null {
  let previous = 0;
  for (const offset of offsets) {
    if (offset < previous) return `a vocabulary offset falls from ${previous} to ${offset}`;
    previous = offset;
  }
  if (previous === units.length) return null;
  return `the vocabulary's offsets end at ${previous}, its text at ${units.length}`;
}
