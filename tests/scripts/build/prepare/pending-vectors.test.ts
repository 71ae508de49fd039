// Vectors remembered between an interrupted build and the next one.

import { appendFile, readdir, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PendingVectors } from "../../../../scripts/build/prepare/pending-vectors.ts";
import { randomUnitVector } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const DIMS = 16;
const RECORD_BYTES = 32 + DIMS * 4;
const random = seededRandom(101);

function hashOf(number: number): string {
  return number.toString(16).padStart(64, "0");
}

function batch(first: number, count: number): { hashes: string[]; vectors: Float32Array[] } {
  return {
    hashes: Array.from({ length: count }, (_, i) => hashOf(first + i)),
    vectors: Array.from({ length: count }, () => randomUnitVector(random, DIMS)),
  };
}

async function pendingIn(folder: string) {
  const path = join(folder, "deep", "pending.bin");
  return { path, pending: new PendingVectors(path, DIMS) };
}

describe("pending vectors", () => {
  it("are empty before the first batch", async () => {
    const { pending } = await pendingIn(await tempFolder());
    expect(await pending.read()).toEqual(new Map());
  });

  it("are read back exactly, over several batches and by another process's object", async () => {
    const { path, pending } = await pendingIn(await tempFolder());
    const [one, two] = [batch(0, 3), batch(3, 2)];
    await pending.append(one.hashes, one.vectors);
    await pending.append(two.hashes, two.vectors);
    const found = await new PendingVectors(path, DIMS).read();
    expect([...found.keys()]).toEqual([...one.hashes, ...two.hashes]);
    expect([...found.values()]).toEqual([...one.vectors, ...two.vectors]);
  });

  it.each([
    1,
    31,
    32,
    RECORD_BYTES - 1,
  ])("lose only the record that an interruption cut by %i bytes", async (cut) => {
    const { path, pending } = await pendingIn(await tempFolder());
    const { hashes, vectors } = batch(0, 3);
    await pending.append(hashes, vectors);
    await truncate(path, (await stat(path)).size - cut);
    expect([...(await pending.read()).keys()]).toEqual(hashes.slice(0, 2));
  });

  it("continue after the last whole record after an interruption, and after a second one", async () => {
    const { path, pending } = await pendingIn(await tempFolder());
    for (const first of [0, 10, 20]) {
      const { hashes, vectors } = batch(first, 2);
      await pending.append(hashes, vectors);
      await truncate(path, (await stat(path)).size - 5);
    }
    const last = batch(30, 1);
    await pending.append(last.hashes, last.vectors);
    expect([...(await pending.read()).keys()]).toEqual([0, 10, 20, 30].map(hashOf));
  });

  it("leave out anything that isn't a unit vector", async () => {
    const { path, pending } = await pendingIn(await tempFolder());
    const { hashes, vectors } = batch(0, 1);
    await pending.append(hashes, vectors);
    await appendFile(path, new Uint8Array(RECORD_BYTES));
    await appendFile(path, new Uint8Array(RECORD_BYTES).fill(255));
    expect([...(await pending.read()).keys()]).toEqual(hashes);
  });

  it("are gone once discarded, and discarding nothing isn't an error", async () => {
    const folder = await tempFolder();
    const { pending } = await pendingIn(folder);
    const { hashes, vectors } = batch(0, 1);
    await pending.append(hashes, vectors);
    await pending.discard();
    expect(await readdir(join(folder, "deep"))).toEqual([]);
    expect(await pending.read()).toEqual(new Map());
    await pending.discard();
  });

  it("let an error of the file system through that is not a missing file", async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, "file"), "");
    await expect(new PendingVectors(join(folder, "file", "pending.bin"), DIMS).read()).rejects.toThrow(
      "ENOTDIR",
    );
  });
});
