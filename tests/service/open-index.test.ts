// Opening the snapshot and its encoder: once, held to each other, and tried again after a failure.

import { describe, expect, it } from "vitest";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { MANIFEST_FILE } from "../../src/index/snapshot/format.ts";
import { memorySource, type Source } from "../../src/index/source.ts";
import { IndexUnavailable } from "../../src/service/index-unavailable.ts";
import { LazyIndex } from "../../src/service/lazy-index.ts";
import { ENCODER_FILE, type OpenIndexOptions, openIndex } from "../../src/service/open-index.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import type { Pieces } from "../../src/wasm/memory.ts";
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

async function failureOf(options: Partial<OpenIndexOptions>): Promise<Error> {
  const thrown = await openIndex(optionsWith(options)).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(IndexUnavailable);
  return thrown instanceof Error ? thrown : new Error("nothing was thrown");
}

describe("openIndex", () => {
  const inPieces = {
    read: () => Promise.reject(new Error("a source that streams is not asked for the whole file")),
    async stream(name: string) {
      if (name !== ENCODER_FILE) return null;
      return (async function* () {
        yield Uint8Array.of(1);
        yield Uint8Array.of(2, 3);
      })();
    },
  };

  it.each([
    ["whole", memorySource(model), [[1, 2, 3]]],
    ["in pieces", inPieces, [[1], [2, 3]]],
  ])("opens the snapshot and makes the encoder from its file, which comes %s", async (_, source, expected) => {
    const given: number[][] = [];
    const createEncoder = async (pieces: Pieces): Promise<Encoder> => {
      for await (const piece of pieces) given.push([...piece]);
      return createWordEncoder();
    };
    const searcher = await openIndex(optionsWith({ model: source, createEncoder }));
    expect(searcher.snapshot.articleCount).toBe(1);
    expect(searcher.encoder.fingerprint).toBe(createWordEncoder().fingerprint);
    expect(given).toEqual(expected);
  });

  it("names both encoders and the command where they differ", async () => {
    const { message } = await failureOf({ createEncoder: async () => createWordEncoder("words-2") });
    expect(message).toContain("made with the encoder words-1 (word-encoder)");
    expect(message).toContain("has words-2");
    expect(message).toContain('Run "npm run build"');
  });

  it("names the missing file of the encoder and the command", async () => {
    const { message } = await failureOf({ model: memorySource(new Map()) });
    expect(message).toBe('There is no encoder.bin. Run "npm run build" to make it.');
  });

  it("says what is wrong with the snapshot, and keeps the cause", async () => {
    const { message, cause } = await failureOf({ snapshot: memorySource(new Map()) });
    expect(message).toContain("There is no index yet.");
    expect(cause).toMatchObject({ name: "SnapshotError" });
  });

  it.each([
    new Error("bad weights"),
    "bad weights",
  ])("keeps %s, thrown by the encoder, as the cause and out of the message", async (reason) => {
    const failure = await failureOf({ createEncoder: () => Promise.reject(reason) });
    expect(failure.message).toContain('"npm run build"');
    expect(failure.message).not.toContain("bad weights");
    expect(failure.cause).toBe(reason);
  });
});

describe("a searcher keeper", () => {
  const forget = () => undefined;

  it("opens once for requests that come together, one after the other, and in between", async () => {
    const snapshot = countingSource(memorySource(files));
    let created = 0;
    const createEncoder = async () => {
      created++;
      return createWordEncoder();
    };
    const keeper = new LazyIndex(optionsWith({ snapshot, createEncoder }));
    const together = Array.from({ length: 10 }, async (_, i) => {
      // Each one a microtask later than the one before: some come while the opening is just ending.
      for (let turn = 0; turn < i * 40; turn++) await null;
      return keeper.get(forget);
    });
    const searchers = await Promise.all(together);
    searchers.push(await keeper.get(forget));
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
    const keeper = new LazyIndex(optionsWith({ createEncoder }));
    const held: Promise<unknown>[] = [];
    let others = 0;
    const first = keeper.get((work) => held.push(work));
    const second = keeper.get(() => others++);
    finish();
    await Promise.all([first, second]);
    await keeper.get(() => others++);
    expect(held).toHaveLength(1);
    await expect(held[0]).resolves.toMatchObject({ snapshot: { articleCount: 1 } });
    expect(others).toBe(0);
  });

  it("gives every waiting request the failure, the kept work none, and tries again at the next request", async () => {
    const found = new Map<string, Uint8Array<ArrayBuffer>>();
    const keeper = new LazyIndex(optionsWith({ snapshot: memorySource(found) }));
    const held: Promise<unknown>[] = [];
    const waiting = [1, 2, 3].map(() => keeper.get((work) => held.push(work)));
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    await expect(Promise.all(held)).resolves.toEqual([null]);
    for (const [name, bytes] of files) found.set(name, bytes);
    expect((await keeper.get(forget)).snapshot.articleCount).toBe(1);
  });

  it("keeps what it has opened whatever becomes of the files", async () => {
    const found = new Map(files);
    const keeper = new LazyIndex(optionsWith({ snapshot: memorySource(found) }));
    const searcher = await keeper.get(forget);
    found.delete(MANIFEST_FILE);
    expect(await keeper.get(forget)).toBe(searcher);
  });
});
