// Where a snapshot's bytes come from: static assets in the function, a folder in Node, a map in tests.

export interface Source {
  /** The whole file, or null where there is none of that name. Throws where it can't be reached. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The same in pieces as they arrive, each used up before the next: spares whoever moves a large file a copy. */
  stream?(name: string): Promise<AsyncIterable<Uint8Array> | null>;
}

/** Files held in memory; what the writer returns can be read back without a disk. */
export function memorySource(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Source {
  return {
    async read(name) {
      return files.get(name) ?? null;
    },
  };
}
