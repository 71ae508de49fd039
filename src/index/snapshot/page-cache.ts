// Caches pages of passage text up to a number of bytes, and drops the least recently used page first. Only pages that
// have been read completely are cached, because a pending read ends with the request that started it.

import { SnapshotError } from "../snapshot-error.ts";
import type { Source } from "../source.ts";
import type { SnapshotFile } from "./format.ts";
import { readVerified } from "./verified.ts";

export const PAGE_CACHE_BYTES = 8 * 1024 * 1024;

export class PageCache {
  readonly #source: Source;
  readonly #files: readonly SnapshotFile[];
  /** In order of use, least recent first: a page is inserted again whenever it is used. */
  readonly #kept = new Map<number, Uint8Array<ArrayBuffer>>();
  #bytes = 0;

  constructor(source: Source, files: readonly SnapshotFile[]) {
    this.#source = source;
    this.#files = files;
  }

  async read(page: number): Promise<Uint8Array<ArrayBuffer>> {
    const kept = this.#kept.get(page);
    if (kept !== undefined) {
      this.#kept.delete(page);
      this.#kept.set(page, kept);
      return kept;
    }
    const file = this.#files[page];
    if (file === undefined)
      throw new SnapshotError(`The index has no page ${page} of ${this.#files.length}.`);
    const bytes = await readVerified(this.#source, file);
    this.#keep(page, bytes);
    return bytes;
  }

  #keep(page: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#kept.has(page)) return;
    this.#kept.set(page, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= PAGE_CACHE_BYTES || oldest === page) break;
      this.#kept.delete(oldest);
      this.#bytes -= old.length;
    }
  }
}
