// Where a snapshot's bytes come from: static assets on Cloudflare, a folder in Node, a map in tests.

/** Bytes from `start` (inclusive) to `end` (exclusive). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface Source {
  /**
   * The file, or the part of it within `range`; null if there is no file by that name. Rejects if it can't be read.
   * Some sources, such as Cloudflare's assets, must read the whole file even for a part of it.
   */
  read(name: string, range?: ByteRange): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The file in pieces, to avoid a copy of a large file. Each piece may be overwritten by the next. */
  stream?(name: string): Promise<AsyncIterable<Uint8Array> | null>;
}

/** Files held in memory, such as those that the writer returns; reads them back without a disk. */
export function memorySource(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Source {
  return {
    async read(name, range) {
      const bytes = files.get(name) ?? null;
      return bytes === null || range === undefined ? bytes : bytes.slice(range.start, range.end);
    },
  };
}
