// A list of numbers for each article, stored end to end with n + 1 offsets and attached without parsing: facet values, links,
// pins. What the numbers mean is up to the caller.

export class NumberLists {
  readonly #values: Uint32Array;
  readonly #offsets: Uint32Array;
  readonly #limit: number;

  /**
   * `offsets` is `Uint32Array[n + 1]`, ascending from 0 to `values.length`; every value is below `limit`. Throws a
   * RangeError with the numbers if they aren't.
   */
  constructor(values: Uint32Array, offsets: Uint32Array, limit: number) {
    let former = 0;
    for (const offset of offsets) {
      if (offset < former) throw new RangeError(`lists: offset ${offset} after ${former}`);
      former = offset;
    }
    if (offsets.length === 0 || offsets[0] !== 0 || former !== values.length) {
      throw new RangeError(`lists: offsets from ${offsets[0]} to ${former} over ${values.length} values`);
    }
    for (const value of values) if (value >= limit) throw new RangeError(`lists: value ${value} of ${limit}`);
    this.#values = values;
    this.#offsets = offsets;
    this.#limit = limit;
  }

  /** Entries of the list of `index`; 0 outside the table. */
  lengthAt(index: number): number {
    const start = this.#offsets[index];
    const end = this.#offsets[index + 1];
    return start === undefined || end === undefined ? 0 : end - start;
  }

  /** A view of the list of `index`; empty outside the table. */
  at(index: number): Uint32Array {
    return this.#values.subarray(this.#offsets[index] ?? 0, this.#offsets[index + 1] ?? 0);
  }

  /** `Uint8Array[n]`: 1 for each list that has a number which is set in `marks`, `Uint8Array[limit]`. */
  havingAny(marks: Uint8Array): Uint8Array {
    // One pass over the columns: no view is made of a list, and nothing is called for one.
    const values = this.#values;
    const offsets = this.#offsets;
    const having = new Uint8Array(offsets.length - 1);
    let at = 0;
    for (let index = 0; index < having.length; index++) {
      const end = offsets[index + 1] as number;
      let found = 0;
      for (; at < end; at++) found |= marks[values[at] as number] as number;
      having[index] = found;
    }
    return having;
  }

  /** `Uint32Array[limit]`: how many of the lists `indices` have each number. */
  countIn(indices: readonly number[]): Uint32Array {
    const values = this.#values;
    const offsets = this.#offsets;
    const counts = new Uint32Array(this.#limit);
    for (const index of indices) {
      const end = offsets[index + 1] ?? 0;
      for (let at = offsets[index] ?? 0; at < end; at++) {
        const value = values[at] as number;
        counts[value] = (counts[value] as number) + 1;
      }
    }
    return counts;
  }
}

export interface NumberListsBytes {
  readonly values: Uint32Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
}

export function writeNumberLists(lists: readonly (readonly number[])[]): NumberListsBytes {
  const offsets = new Uint32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) offsets[index + 1] = (offsets[index] ?? 0) + list.length;
  return { values: Uint32Array.from(lists.flat()), offsets };
}
