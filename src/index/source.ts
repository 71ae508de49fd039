// Where a snapshot's bytes come from: static assets on Cloudflare, a folder in Node, a map in tests.

/** Bytes from `start` up to and not including `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface Source {
  /**
   * The file, or the part of it within `range`; null if there is none by that name. Rejects if it can't be read. A source
   * may have to read the whole file for a part of it, as Cloudflare's assets do.
   */
  read(name: string, range?: ByteRange): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The file in pieces, each of which may be overwritten by the next: spares a copy of a large file. */
  stream?(name: string): Promise<AsyncIterable<Uint8Array> | null>;
}

/** Files held in memory; what the writer returns can be read back without a disk. */
export function memorySource(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Source {
  return {
    async read(name, range) {
      const bytes = files.get(name) ?? null;
      return bytes === null || range === undefined ? bytes : bytes.slice(range.start, range.end);
    },
  };
}
