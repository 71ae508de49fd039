// When a list of removed articles is read again, and what holds where it can't be.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memorySource } from "../../src/index/source.ts";
import { parseRemovals, REMOVALS_FILE, REMOVALS_KEY, writeRemovals } from "../../src/service/removal-list.ts";
import {
  REMOVALS_MAX_AGE_MS,
  REMOVALS_READ_TIMEOUT_MS,
  type ReadRemovals,
  RemovalWatcher,
  removalsInFile,
  removalsInStore,
} from "../../src/service/removal-watcher.ts";

function keeperOf(...lists: ReadRemovals[]) {
  const time = { now: 1_000_000 };
  const failures: unknown[] = [];
  const keeper = new RemovalWatcher({
    lists,
    now: () => time.now,
    onFailure: (cause) => failures.push(cause),
  });
  return { time, failures, ids: async () => [...(await keeper.current()).ids], keeper };
}

describe("a list of removed articles", () => {
  it("is read again after five seconds and not before", async () => {
    let list = ["a"];
    let reads = 0;
    const { time, ids } = keeperOf(async () => {
      reads++;
      return list;
    });
    expect(await ids()).toEqual(["a"]);
    list = ["a", "b"];
    time.now += REMOVALS_MAX_AGE_MS - 1;
    expect([await ids(), reads]).toEqual([["a"], 1]);
    time.now += 1;
    expect([await ids(), reads]).toEqual([["a", "b"], 2]);
    expect(REMOVALS_MAX_AGE_MS).toBe(5000);
  });

  it("holds as it was while it can't be read, is tried again after five seconds, and the failure is told", async () => {
    let fails = false;
    let reads = 0;
    const { time, ids, failures } = keeperOf(async () => {
      reads++;
      if (fails) throw new Error("out of reach");
      return ["a"];
    });
    await ids();
    fails = true;
    for (let i = 0; i < 10; i++) {
      time.now += 1000;
      expect(await ids()).toEqual(["a"]);
    }
    expect([reads, failures.length]).toEqual([3, 2]);
  });

  it("lets nothing be answered before it has been read once", async () => {
    let fails = true;
    const { ids } = keeperOf(async () => {
      if (fails) throw new Error("EACCES /srv/secret");
      return [];
    });
    await expect(ids()).rejects.toMatchObject({
      name: "IndexUnavailable",
      message: expect.not.stringContaining("secret"),
    });
    fails = false;
    expect(await ids()).toEqual([]);
  });

  it("counts beside others: an article is removed where any lists it, and one out of reach spares no other", async () => {
    let fails = false;
    const { time, ids } = keeperOf(
      async () => (fails ? ["a", "c"] : ["a"]),
      async () => {
        if (fails) throw new Error("out of reach");
        return ["b", "a"];
      },
    );
    expect(await ids()).toEqual(["a", "b"]);
    fails = true;
    time.now += REMOVALS_MAX_AGE_MS;
    expect(await ids()).toEqual(["a", "b", "c"]);
  });

  it("is never put back by an older reading that ends later", async () => {
    const waiting: ((list: string[]) => void)[] = [];
    const { time, ids } = keeperOf(() => new Promise((resolve) => waiting.push(resolve)));
    const older = ids();
    time.now += 1;
    const newer = ids();
    waiting[1]?.(["a", "b"]);
    expect(await newer).toEqual(["a", "b"]);
    waiting[0]?.(["a"]);
    expect(await older).toEqual(["a", "b"]);
    expect(await ids()).toEqual(["a", "b"]);
    expect(waiting).toHaveLength(2);
  });

  it("has one version for one list of ids, whatever their order, and another for any other", async () => {
    const versionOf = async (list: string[]) => (await keeperOf(async () => list).keeper.current()).version;
    expect(await versionOf(["b", "a"])).toBe(await versionOf(["a", "b", "a"]));
    expect(await versionOf(["a"])).not.toBe(await versionOf([]));
    expect(await versionOf(["a", "b"])).not.toBe(await versionOf(["a,b"]));
  });
});

describe("a list that is never read to the end", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const never = () => new Promise<never>(() => undefined);

  it("holds up no request for longer than the time limit: the last known list applies, and the reason is logged", async () => {
    let stalls = false;
    const { time, ids, failures } = keeperOf(async () => (stalls ? never() : ["a"]));
    await ids();
    stalls = true;
    time.now += REMOVALS_MAX_AGE_MS;
    const asked = ids();
    await vi.advanceTimersByTimeAsync(REMOVALS_READ_TIMEOUT_MS);
    expect(await asked).toEqual(["a"]);
    expect(failures).toMatchObject([{ name: "TimedOut" }]);
    stalls = false;
    time.now += REMOVALS_MAX_AGE_MS;
    expect(await ids()).toEqual(["a"]);
  });

  it("makes the index unavailable if no list was read before", async () => {
    const { ids } = keeperOf(never);
    const asked = ids();
    const refused = expect(asked).rejects.toMatchObject({ name: "IndexUnavailable" });
    await vi.advanceTimersByTimeAsync(REMOVALS_READ_TIMEOUT_MS);
    await refused;
  });
});

describe("where a list lies", () => {
  const stored = (text: string) => memorySource(new Map([[REMOVALS_FILE, new TextEncoder().encode(text)]]));

  it("may be a file that every build writes: without it, or where it is damaged, nothing is answered", async () => {
    expect(await removalsInFile(stored(writeRemovals(["b", "a"])))()).toEqual(["a", "b"]);
    for (const text of ["", "[]", '{"removed":[1]}', '{"removed":["a"],"more":1}', '{"removed":']) {
      await expect(removalsInFile(stored(text))()).rejects.toThrow('Run "npm run build"');
    }
    await expect(removalsInFile(memorySource(new Map()))()).rejects.toThrow("There is no list");
  });

  it("may be a key of Workers KV too, which is empty until something is put there", async () => {
    const store = new Map<string, string>();
    const read = removalsInStore({ get: async (key) => store.get(key) ?? null });
    expect(await read()).toEqual([]);
    store.set(REMOVALS_KEY, writeRemovals(["a"]));
    expect(await read()).toEqual(["a"]);
    store.set(REMOVALS_KEY, "a");
    await expect(read()).rejects.toThrow("can't be read");
  });

  it("is written the same for the same ids", () => {
    expect(writeRemovals(["b", "a"])).toBe(writeRemovals(["a", "b"]));
    expect(parseRemovals(writeRemovals([]))).toEqual([]);
  });
});
