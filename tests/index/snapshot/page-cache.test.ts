// Pages of passage text: read once while they are kept, the least recently used one leaving first.

import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../../src/index/sha256.ts";
import { PAGE_CACHE_BYTES, PageCache } from "../../../src/index/snapshot/page-cache.ts";
import { SnapshotError } from "../../../src/index/snapshot-error.ts";
import { memorySource } from "../../../src/index/source.ts";
import { integerBetween } from "../../support/generated.ts";
import { seededRandom } from "../../support/random.ts";

const PAGE_BYTES = PAGE_CACHE_BYTES / 4;

/** Equal pages of a quarter of the cache each; `reads` lists what was fetched. */
async function cacheOf(count: number, pageBytes = PAGE_BYTES) {
  const reads: string[] = [];
  const pages = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const bytes = new Uint8Array(pageBytes).fill(i);
      return { file: `text-${i}.bin`, bytes, sha256: await sha256Hex(bytes) };
    }),
  );
  const files = memorySource(new Map(pages.map(({ file, bytes }) => [file, bytes])));
  const source = {
    read(name: string) {
      reads.push(name);
      return files.read(name);
    },
  };
  const listed = pages.map(({ file, bytes, sha256 }) => ({ file, bytes: bytes.length, sha256 }));
  return { cache: new PageCache(source, listed), reads };
}

describe("a page cache", () => {
  it("fetches a page once and keeps it", async () => {
    const { cache, reads } = await cacheOf(2);
    for (const page of [0, 1, 0, 0, 1]) expect((await cache.read(page))[0]).toBe(page);
    expect(reads).toEqual(["text-0.bin", "text-1.bin"]);
  });

  it.each([131, 132])("keeps the four pages that were used last (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const { cache, reads } = await cacheOf(7);
    let kept: number[] = [];
    const expected: string[] = [];
    for (let round = 0; round < 200; round++) {
      const page = integerBetween(random, 0, 6);
      if (!kept.includes(page)) expected.push(`text-${page}.bin`);
      kept = [...kept.filter((other) => other !== page), page].slice(-4);
      expect((await cache.read(page))[0]).toBe(page);
    }
    expect(reads).toEqual(expected);
  });

  it("keeps one page that is larger than the cache", async () => {
    const { cache, reads } = await cacheOf(2, PAGE_CACHE_BYTES + 1);
    for (const page of [0, 0, 1, 1, 0]) await cache.read(page);
    expect(reads).toEqual(["text-0.bin", "text-1.bin", "text-0.bin"]);
  });

  it("stays within its bytes where a page is asked for several times at once", async () => {
    const { cache, reads } = await cacheOf(5);
    await Promise.all([0, 0, 0, 1, 2, 3].map((page) => cache.read(page)));
    const before = reads.length;
    for (const page of [0, 1, 2, 3]) await cache.read(page);
    expect(reads).toHaveLength(before);
  });

  it("keeps nothing of a page that could not be read", async () => {
    let broken = true;
    const bytes = encodeText("text");
    const source = { read: async () => (broken ? null : bytes) };
    const cache = new PageCache(source, [{ file: "text-0.bin", bytes: 4, sha256: await sha256Hex(bytes) }]);
    await expect(cache.read(0)).rejects.toThrow(SnapshotError);
    broken = false;
    expect(await cache.read(0)).toEqual(bytes);
  });

  it("names a page that there is not, and how many there are", async () => {
    const { cache } = await cacheOf(2);
    await expect(cache.read(2)).rejects.toThrow("no page 2 of 2");
  });
});

function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
