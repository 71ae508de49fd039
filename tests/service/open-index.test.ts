// Opening the snapshot and its encoder, and checking that they belong together.

import { describe, expect, it } from "vitest";
import type { Encoder } from "../../src/encoder/encoder.ts";
import { memorySource } from "../../src/index/source.ts";
import { IndexUnavailable } from "../../src/service/index-unavailable.ts";
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
    expect(searcher.segments[0].size.articles).toBe(1);
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
