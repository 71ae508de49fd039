// A list of numbers for each article, all end to end with n + 1 offsets: labels, links, pins. Attached as it lies in
// the file; what the numbers mean is the caller's.

export class Lists {
  readonly #values: Uint32Array;
  readonly #offsets: Uint32Array;

  /**
   * `offsets` is `Uint32Array[n + 1]`, ascending, from 0 to `values.length`; every value is below `limit`. What is not
   * is a RangeError with the numbers.
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
  }

  /** A view of the list of `index`; empty outside the table. */
  at(index: number): Uint32Array {
    return this.#values.subarray(this.#offsets[index] ?? 0, this.#offsets[index + 1] ?? 0);
  }

  /** Whether the list of `index` has a number that is set in `marked`, `Uint8Array[limit]`. */
  hasMarked(index: number, marked: Uint8Array): boolean {
    // Every article of an archive may be asked: no view is made of its list.
    const end = this.#offsets[index + 1] ?? 0;
    for (let at = this.#offsets[index] ?? 0; at < end; at++) {
      if (marked[this.#values[at] as number] !== 0) return true;
    }
    return false;
  }

  /** Adds one to `counts`, `Uint32Array[limit]`, for each number in the list of `index`. */
  addTo(counts: Uint32Array, index: number): void {
    const end = this.#offsets[index + 1] ?? 0;
    for (let at = this.#offsets[index] ?? 0; at < end; at++) {
      const value = this.#values[at] as number;
      counts[value] = (counts[value] as number) + 1;
    }
  }
}

export interface ListsBytes {
  readonly values: Uint32Array<ArrayBuffer>;
  readonly offsets: Uint32Array<ArrayBuffer>;
}

export function writeLists(lists: readonly (readonly number[])[]): ListsBytes {
  const offsets = new Uint32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) offsets[index + 1] = (offsets[index] ?? 0) + list.length;
  return { values: Uint32Array.from(lists.flat()), offsets };
}
