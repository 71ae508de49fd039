// The index of one isolate: opened once, shared while it opens, and opened again after a failure or if the opening is lost.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MANIFEST_FILE } from "../../src/index/snapshot/format.ts";
import { memorySource, type Source } from "../../src/index/source.ts";
import { LazyIndex, OPENING_SHARED_MS } from "../../src/service/lazy-index.ts";
import { ENCODER_FILE, type OpenIndexOptions } from "../../src/service/open-index.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import { makeArticle } from "../support/articles.ts";
import { packArticles } from "../support/packed-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const files = await packArticles([makeArticle()]);
const model = new Map([[ENCODER_FILE, Uint8Array.of(1, 2, 3)]]);

function optionsWith(options: Partial<OpenIndexOptions> = {}): OpenIndexOptions {
  return {
    snapshot: memorySource(files),
    model: memorySource(model),
    createEncoder: async () => createWordEncoder(),
    createScan: createPlainScan,
    ...options,
  };
}

/** Reads `files` and counts how often each is asked for. */
function countingSource(from: Source): Source & { readonly reads: Map<string, number> } {
  const reads = new Map<string, number>();
  return {
    reads,
    read(name) {
      reads.set(name, (reads.get(name) ?? 0) + 1);
      return from.read(name);
    },
  };
}

describe("a lazily opened index", () => {
  const forget = () => undefined;

  it("opens once for requests that come together, one after the other, and in between", async () => {
    const snapshot = countingSource(memorySource(files));
    let created = 0;
    const createEncoder = async () => {
      created++;
      return createWordEncoder();
    };
    const index = new LazyIndex(optionsWith({ snapshot, createEncoder }));
    const together = Array.from({ length: 10 }, async (_, i) => {
      // Each one a microtask later than the one before: some come while the opening is just ending.
      for (let turn = 0; turn < i * 40; turn++) await null;
      return index.get(forget);
    });
    const searchers = await Promise.all(together);
    searchers.push(await index.get(forget));
    expect(new Set(searchers).size).toBe(1);
    expect(created).toBe(1);
    expect(Math.max(...snapshot.reads.values())).toBe(1);
  });

  it("asks the request that opens, and no other, to be kept alive until it is done", async () => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const createEncoder = async () => {
      await gate;
      return createWordEncoder();
    };
    const index = new LazyIndex(optionsWith({ createEncoder }));
    const held: Promise<unknown>[] = [];
    let others = 0;
    const first = index.get((work) => held.push(work));
    const second = index.get(() => others++);
    finish();
    await Promise.all([first, second]);
    await index.get(() => others++);
    expect(held).toHaveLength(1);
    await expect(held[0]).resolves.toMatchObject({ segments: [{ size: { articles: 1 } }] });
    expect(others).toBe(0);
  });

  it("gives every waiting request the failure, the kept work none, and tries again at the next request", async () => {
    const found = new Map<string, Uint8Array<ArrayBuffer>>();
    const index = new LazyIndex(optionsWith({ snapshot: memorySource(found) }));
    const held: Promise<unknown>[] = [];
    const waiting = [1, 2, 3].map(() => index.get((work) => held.push(work)));
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    await expect(Promise.all(held)).resolves.toEqual([null]);
    for (const [name, bytes] of files) found.set(name, bytes);
    expect((await index.get(forget)).segments[0].size.articles).toBe(1);
  });

  it("keeps what it has opened whatever becomes of the files", async () => {
    const found = new Map(files);
    const index = new LazyIndex(optionsWith({ snapshot: memorySource(found) }));
    const searcher = await index.get(forget);
    found.delete(MANIFEST_FILE);
    expect(await index.get(forget)).toBe(searcher);
  });
});

describe("an opening whose request has lost its I/O", () => {
  const forget = () => undefined;
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** The first reading of the manifest never ends; later ones do. */
  function stallingOnce(): Source & { reads: number } {
    const { read } = memorySource(files);
    const source = {
      reads: 0,
      read: (name: string) => {
        if (name === MANIFEST_FILE) source.reads++;
        return name === MANIFEST_FILE && source.reads === 1
          ? new Promise<never>(() => undefined)
          : read(name);
      },
    };
    return source;
  }

  it("is waited for by other requests for a few seconds only, then one of them opens the index for all", async () => {
    const snapshot = stallingOnce();
    const index = new LazyIndex(optionsWith({ snapshot }));
    const lost = index.get(forget);
    let isLostAnswered = false;
    lost.then(() => {
      isLostAnswered = true;
    }, forget);
    const waiting = [1, 2, 3].map(() => index.get(forget));
    await vi.advanceTimersByTimeAsync(OPENING_SHARED_MS);
    const searchers = await Promise.all(waiting);
    expect(new Set(searchers).size).toBe(1);
    expect([snapshot.reads, isLostAnswered]).toEqual([2, false]);
  });

  it("is not waited for at all once it is old", async () => {
    const index = new LazyIndex(optionsWith({ snapshot: stallingOnce() }));
    index.get(forget).catch(forget);
    await vi.advanceTimersByTimeAsync(OPENING_SHARED_MS);
    expect((await index.get(forget)).segments[0].size.articles).toBe(1);
  });
});
