// What is kept of a fit between builds, and how much of an archive has changed since.

import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  changeSince,
  REFIT_CHANGE,
  rankingRecord,
  readRankingRecord,
  writeRankingRecord,
} from "../../../../scripts/build/fit/ranking-record.ts";
import type { IndexContent } from "../../../../scripts/build/prepare/index-folder.ts";
import { DEFAULT_RANKING } from "../../../../src/index/ranking.ts";
import { type Random, shuffled } from "../../../support/generated.ts";
import { seededRandom } from "../../../support/random.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const MODEL = "f".repeat(64);

function contentOf(hashes: readonly string[]): IndexContent {
  const passages = hashes.map((hash, n) => ({ articleId: "a", ordinal: n, text: "", withheld: false, hash }));
  return { articles: [], passages, vectors: [] };
}

function hashesOf(random: Random, count: number): string[] {
  const digits = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  return Array.from({ length: count }, () => Array.from({ length: 8 }, digits).join(""));
}

function recordOf(hashes: readonly string[], threshold = 0.5) {
  const parameters = { ...DEFAULT_RANKING.search, threshold };
  const heldOut = { usual: 0, best: 0 };
  const fusion = { fusion: parameters.fusion, queries: 0, heldOut, taken: false };
  return rankingRecord(MODEL, contentOf(hashes), { parameters, fusion, answered: 0, generic: 0 });
}

describe("the change of an archive since it was fitted", () => {
  it("is the share of passages that are not in both, exactly for a small archive (seeds 1 to 50)", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      const all = hashesOf(random, 200);
      const [then, now] = [all.filter(() => random() < 0.7), all.filter(() => random() < 0.7)];
      const union = new Set([...then, ...now]).size;
      const both = then.filter((hash) => now.includes(hash)).length;
      expect(changeSince(recordOf(then), contentOf(now)), `seed ${seed}`).toBeCloseTo(1 - both / union, 10);
    }
  });

  it.each([
    0, 0.02, 0.1, 0.5, 1,
  ])("is estimated well for a large one of which %s came anew (seed 2)", (share) => {
    const random = seededRandom(2);
    const then = hashesOf(random, 20_000);
    const kept = Math.round(then.length * (1 - share));
    const now = [...then.slice(0, kept), ...hashesOf(random, then.length - kept)];
    const exact = 1 - kept / (2 * then.length - kept);
    expect(Math.abs(changeSince(recordOf(then), contentOf(now)) - exact)).toBeLessThan(0.03);
  });

  it("is nothing for the same passages in another order, however often each occurs (seed 3)", () => {
    const random = seededRandom(3);
    const hashes = hashesOf(random, 5000);
    const again = shuffled(random, [...hashes, ...hashes.slice(0, 100)]);
    expect(changeSince(recordOf(hashes), contentOf(again))).toBe(0);
  });

  it("is nothing between two archives without passages, and all from none to some", () => {
    expect(changeSince(recordOf([]), contentOf([]))).toBe(0);
    expect(changeSince(recordOf([]), contentOf(["a".repeat(64)]))).toBe(1);
  });

  it("stays within what is passed over where one passage of a hundred changes (seed 4)", () => {
    const hashes = hashesOf(seededRandom(4), 100);
    const changed = ["0".repeat(64), ...hashes.slice(1)];
    expect(changeSince(recordOf(hashes), contentOf(changed))).toBeLessThan(REFIT_CHANGE);
  });
});

describe("the record of a fit", () => {
  it("is read as it was written, and lies in its folder alone", async () => {
    const folder = await tempFolder();
    const record = recordOf(hashesOf(seededRandom(5), 100), 0.625);
    await writeRankingRecord(folder, record);
    expect(await readRankingRecord(folder, MODEL)).toEqual(record);
    expect(await readdir(folder)).toEqual(["ranking.json"]);
  });

  it("is of a size that does not grow with the archive (seed 6)", () => {
    const bytes = (count: number) => JSON.stringify(recordOf(hashesOf(seededRandom(6), count))).length;
    expect(bytes(40_000)).toBe(bytes(10_000));
  });

  it("is none where nothing was fitted yet", async () => {
    expect(await readRankingRecord(await tempFolder(), MODEL)).toBeNull();
  });

  it("is none for another model", async () => {
    const folder = await tempFolder();
    await writeRankingRecord(folder, recordOf([]));
    expect(await readRankingRecord(folder, "e".repeat(64))).toBeNull();
  });

  const whole = recordOf(["a".repeat(64)]);
  it.each([
    ["is empty", ""],
    ["is cut off", JSON.stringify(whole).slice(0, 100)],
    ["is no object", "[]"],
    ["is of another version", JSON.stringify({ ...whole, version: 0 })],
    ["has no parameters", JSON.stringify({ ...whole, parameters: undefined })],
    [
      "has a threshold beyond 1",
      JSON.stringify({ ...whole, parameters: { ...whole.parameters, threshold: 2 } }),
    ],
    ["has a field too many", JSON.stringify({ ...whole, more: 1 })],
  ])("is none where the file %s, so that the archive is fitted anew", async (_, text) => {
    expect(await readRankingRecord(await tempFolder({ "ranking.json": text }), MODEL)).toBeNull();
  });

  it("does not hide that the file can't be read", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "ranking.json"));
    await expect(readRankingRecord(folder, MODEL)).rejects.toThrow("EISDIR");
  });
});
