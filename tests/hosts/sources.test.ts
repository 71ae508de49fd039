// Every source of files keeps the same promises: memory, a folder in Node, and Cloudflare's assets.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { assetsSource } from "../../src/hosts/cloudflare/assets-source.ts";
import { folderSource } from "../../src/hosts/node/folder-source.ts";
import { memorySource, type Source } from "../../src/index/source.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const BYTES = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251);

const folder = await makeTempFolder({ "files/a.bin": BYTES });
afterAll(() => folder.remove());
const assets = {
  async fetch(url: string) {
    const { pathname } = new URL(url);
    const bytes = await readFile(join(folder.folder, pathname)).catch(() => null);
    return bytes === null ? new Response(null, { status: 404 }) : new Response(new Blob([bytes]));
  },
};

const SOURCES: readonly (readonly [string, Source])[] = [
  ["memory", memorySource(new Map([["a.bin", BYTES]]))],
  ["a folder", folderSource(join(folder.folder, "files"))],
  ["Cloudflare's assets", assetsSource(assets, "files")],
];

describe.each(SOURCES)("%s", (_name, source) => {
  it("reads a whole file", async () => {
    expect(await source.read("a.bin")).toEqual(BYTES);
  });

  it("reads a part of a file, and less if the file ends before", async () => {
    expect(await source.read("a.bin", { start: 5, end: 9 })).toEqual(BYTES.slice(5, 9));
    expect(await source.read("a.bin", { start: 0, end: 0 })).toEqual(new Uint8Array());
    const end = BYTES.length;
    expect(await source.read("a.bin", { start: end - 3, end: end + 10 })).toEqual(BYTES.slice(-3));
  });

  it("has null for a file that isn't there", async () => {
    expect(await source.read("b.bin")).toBeNull();
    expect(await source.read("b.bin", { start: 0, end: 1 })).toBeNull();
    if (source.stream !== undefined) expect(await source.stream("b.bin")).toBeNull();
  });
});

describe.each(SOURCES.slice(1, 2))("%s", (_name, source) => {
  it("gives a large file in pieces", async () => {
    const pieces: number[] = [];
    const read: number[] = [];
    for await (const piece of (await source.stream?.("a.bin")) ?? []) {
      pieces.push(piece.length);
      for (const byte of piece) read.push(byte);
    }
    expect(pieces.length).toBeGreaterThan(1);
    expect(Uint8Array.from(read)).toEqual(BYTES);
  });

  it("rejects if the file can't be read, which is not the same as missing", async () => {
    await expect(source.read(".")).rejects.toThrow();
  });
});
