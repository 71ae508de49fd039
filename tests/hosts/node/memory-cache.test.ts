// The response cache of the Node server: how long it keeps a response, and how much it keeps.

import { describe, expect, it } from "vitest";
import { memoryResponseCache } from "../../../src/hosts/node/memory-cache.ts";

const response = (bytes: number) => ({ mediaType: "application/json", body: new ArrayBuffer(bytes) });

describe("the response cache in memory", () => {
  it("keeps a response for as long as it may", async () => {
    let now = 0;
    const cache = memoryResponseCache({ now: () => now });
    const stored = response(10);
    await cache.put("a", stored, 60);
    now = 59_999;
    expect(await cache.match("a")).toBe(stored);
    now = 60_000;
    expect(await cache.match("a")).toBeNull();
    expect(await cache.match("b")).toBeNull();
  });

  it("never exceeds its bound: what was used least recently goes first", async () => {
    const cache = memoryResponseCache({ maxBytes: 10_000 });
    for (const key of ["a", "b", "c"]) await cache.put(key, response(2500), 60);
    await cache.match("a");
    await cache.put("d", response(2500), 60);
    const kept = await Promise.all(["a", "b", "c", "d"].map((key) => cache.match(key)));
    expect(kept.map((found) => found !== null)).toEqual([true, false, true, true]);
  });

  it("stores nothing that is larger than its bound, and frees what a response replaces", async () => {
    const cache = memoryResponseCache({ maxBytes: 10_000 });
    await cache.put("large", response(10_001), 60);
    expect(await cache.match("large")).toBeNull();
    await cache.put("other", response(100), 60);
    for (let i = 0; i < 20; i++) await cache.put("same", response(4000), 60);
    expect(await cache.match("other")).not.toBeNull();
  });
});
