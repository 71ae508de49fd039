// At which moments an archive shows other articles.

import { expect, it } from "vitest";
import { readManifest } from "../../src/index/snapshot/manifest.ts";
import { openSnapshot } from "../../src/index/snapshot/open-snapshot.ts";

import { SnapshotError } from "../../src/index/snapshot-error.ts";
import { memorySource } from "../../src/index/source.ts";
import {
  createColumnTimes,
  PublicationTimes,
  publicationTimesIn,
} from "../../src/service/publication-times.ts";
import { makeArticle } from "../support/articles.ts";
import { packArticles } from "../support/packed-archive.ts";
import { seededRandom } from "../support/random.ts";

it("a moment counts as past when it is reached, and undated articles have none", () => {
  const times = new PublicationTimes(Float64Array.of(30, Number.NaN, 10, 20, 20));
  expect([9, 10, 19, 20, 29, 30, 99].map((now) => times.countUntil(now))).toEqual([0, 1, 1, 3, 3, 4, 4]);
  expect([9, 10, 20, 29].map((now) => times.nextAfter(now))).toEqual([10, 20, 30, 30]);
  expect(times.nextAfter(30)).toBe(Number.POSITIVE_INFINITY);
  expect(new PublicationTimes(new Float64Array()).nextAfter(0)).toBe(Number.POSITIVE_INFINITY);
});

it("counts and next moments are those of a pass over all articles, seed 20261128", () => {
  const random = seededRandom(20261128);
  for (let round = 0; round < 200; round++) {
    const column = Float64Array.from({ length: Math.floor(random() * 30) }, () =>
      random() < 0.2 ? Number.NaN : Math.floor(random() * 20),
    );
    const times = new PublicationTimes(column);
    for (let now = -1; now <= 20; now++) {
      expect(times.countUntil(now)).toBe(column.filter((time) => time <= now).length);
      expect(times.nextAfter(now)).toBe(Math.min(...column.filter((time) => time > now)));
    }
  }
});

it("are read from one file of an index, once it could be read, and are those of its column", async () => {
  const articles = ["2024-01-01T00:00:00.000Z", "2031-01-01T00:00:00.000Z", null].map((publishedAt, n) =>
    makeArticle({ id: `a${n}`, publishedAt }),
  );
  const files = await packArticles(articles);
  const reads: string[] = [];
  let isBroken = true;
  const source = {
    async read(name: string) {
      reads.push(name);
      if (isBroken) throw new Error("EIO");
      return files.get(name) ?? null;
    },
  };
  const timesOf = publicationTimesIn(source, await readManifest(memorySource(files)));
  await expect(timesOf()).rejects.toThrow(SnapshotError);
  isBroken = false;
  const times = await timesOf();
  expect(await timesOf()).toBe(times);
  expect(new Set(reads)).toEqual(new Set([expect.stringMatching(/^articles\.publishedat-/)]));
  expect(reads).toHaveLength(2);
  const { publishedAt } = (await openSnapshot(memorySource(files))).columns;
  const ofColumn = createColumnTimes();
  expect(ofColumn(publishedAt)).toEqual(times);
  expect(ofColumn(publishedAt)).toBe(ofColumn(publishedAt));
});
