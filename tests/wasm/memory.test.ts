// Files that are put into a kernel's memory piece by piece.

import { describe, expect, it } from "vitest";
import { createMemory, growMemory, loadIntoMemory, MEMORY_START } from "../../src/wasm/memory.ts";

const PAGE_BYTES = 65_536;

describe("loadIntoMemory", () => {
  it.each([
    ["no piece", []],
    ["one piece", [100]],
    ["pieces that end beside a page", [PAGE_BYTES - MEMORY_START, 1, PAGE_BYTES, 3]],
    ["a piece of many pages", [5, 10 * PAGE_BYTES, 0, 7]],
  ])("joins %s", async (_, lengths) => {
    let next = 0;
    const pieces = lengths.map((length) => Uint8Array.from({ length }, () => next++ % 251));
    const { memory, file } = await loadIntoMemory(pieces, 100 * PAGE_BYTES);
    expect(file.buffer).toBe(memory.buffer);
    expect(file.byteOffset).toBe(MEMORY_START);
    expect(file.byteLength).toBe(next);
    expect(file.every((byte, i) => byte === i % 251)).toBe(true);
    expect(new Uint8Array(memory.buffer, 0, MEMORY_START).every((byte) => byte === 0)).toBe(true);
    expect(memory.buffer.byteLength).toBeLessThan(MEMORY_START + next + 4 * 1024 * 1024);
  });

  it("takes pieces that all come in the same buffer", async () => {
    async function* reused() {
      const buffer = new Uint8Array(3);
      for (let i = 0; i < 4; i++) yield buffer.fill(i);
    }
    const { file } = await loadIntoMemory(reused(), 100);
    expect([...file]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]);
  });

  it("stops at a file that is too long", async () => {
    const endless = (function* () {
      for (;;) yield new Uint8Array(10);
    })();
    await expect(loadIntoMemory(endless, 95)).rejects.toThrow(
      new RangeError("the file has more than the maximum of 95 bytes"),
    );
  });
});

describe("growMemory", () => {
  it("makes a memory as long as asked for and never shorter, and keeps what it held", () => {
    const memory = createMemory(10);
    new Uint8Array(memory.buffer)[9] = 7;
    growMemory(memory, 3 * PAGE_BYTES + 1);
    expect(memory.buffer.byteLength).toBe(4 * PAGE_BYTES);
    growMemory(memory, 5);
    expect(memory.buffer.byteLength).toBe(4 * PAGE_BYTES);
    expect(new Uint8Array(memory.buffer)[9]).toBe(7);
  });
});
