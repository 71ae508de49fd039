// When a build keeps the parameters of search, when it fits them again, and that they end up in the snapshot. A
// threshold that fitting would never produce marks parameters that were kept.

import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type BuildOptions, buildArchive } from "../../../scripts/build/build-archive.ts";
import { openProject } from "../../../scripts/files/project.ts";
import { folderSource } from "../../../src/hosts/node/folder-source.ts";
import { readManifest } from "../../../src/index/snapshot/manifest.ts";

import { putConvertedEncoder } from "../../support/converted-encoder.ts";
import { makeTempFolder, tempFolder } from "../../support/temp-folder.ts";

/** One changed article is below the limit for fitting again, two are above it. */
const ARTICLES = 45;
const MARK = 0.12345;
const COMMON = ["harbour", "council", "bridge", "storm", "school", "ferry", "market", "budget", "road"];

let root: string;
let said: string[];

/** Sentences that give a text long enough to make queries from. */
function article(n: number, version = ""): string {
  const word = (i: number) => COMMON[(n * 7 + i * 5) % COMMON.length] ?? "";
  const sentence = (i: number) =>
    `In year ${1900 + n} the ${word(i)} of town ${n} had a ${word(i + 1)} and no ${word(i + 2)} at all${version}.`;
  return `---\ntitle: The ${word(0)} of town ${n}\ndate: 2024-05-01\n---\n\n${[1, 2, 3].map(sentence).join(" ")}\n`;
}

const inside = (...path: string[]) => join(root, ...path);
const recordPath = () => join(openProject(root).indexFolder, "ranking.json");
const snapshotFolder = () => join(openProject(root).assetsFolder, "snapshot");

function build(options: Partial<BuildOptions> = {}) {
  said = [];
  return buildArchive({
    project: openProject(root),
    configFile: null,
    source: null,
    update: true,
    strict: false,
    maxNewPassages: Number.POSITIVE_INFINITY,
    report: {
      line: (text) => said.push(text),
      progress: () => ({ advance: () => undefined, stop: () => undefined }),
    },
    ...options,
  });
}

const recordSchema = z.looseObject({
  fingerprint: z.string(),
  parameters: z.looseObject({ threshold: z.number() }),
});

async function mark(change: (record: z.output<typeof recordSchema>) => unknown = (record) => record) {
  const record = recordSchema.parse(JSON.parse(await readFile(recordPath(), "utf8")));
  record.parameters.threshold = MARK;
  await writeFile(recordPath(), JSON.stringify(change(record)));
}

async function servedThreshold(): Promise<number> {
  return (await readManifest(folderSource(snapshotFolder()))).ranking.search.threshold;
}

/** Everything but the converted encoder, which takes long to convert and is not tested here. */
async function removeBuild() {
  await rm(openProject(root).buildFolder, { recursive: true });
  await putConvertedEncoder(root);
}

async function changeArticles(first: number, count: number) {
  for (let n = first; n < first + count; n++)
    await writeFile(inside(`news/${n}.md`), article(n, " (corrected)"));
}

const built = await makeTempFolder(
  Object.fromEntries(Array.from({ length: ARTICLES }, (_, n) => [`news/${n}.md`, article(n)])),
);
let saidFirst: string;

beforeAll(async () => {
  root = built.folder;
  await putConvertedEncoder(root);
  await build({ source: inside("news") });
  saidFirst = said.join("\n");
});
afterAll(built.remove);

beforeEach(async () => {
  root = await tempFolder();
  await cp(built.folder, root, { recursive: true });
});

describe("the parameters of search", () => {
  it("are fitted by the first build, which says so, and served as recorded", async () => {
    expect(saidFirst).toMatch(/(?:Ranking fitted|Default ranking).*Scores fitted to \d+ queries/s);
    const { ranking } = await readManifest(folderSource(snapshotFolder()));
    const record = recordSchema.parse(JSON.parse(await readFile(recordPath(), "utf8")));
    expect(record.parameters).toEqual(ranking.search);
  });

  it("stay the same while few passages change, and are fitted again once enough changes add up", async () => {
    await mark();
    await changeArticles(0, 1);
    await build();
    expect(await servedThreshold()).toBe(MARK);
    await changeArticles(1, 1);
    await build();
    expect(await servedThreshold()).not.toBe(MARK);
    expect(said.join("\n")).toMatch(/% of the passages have changed: fitting the ranking again/);
  });

  it("are fitted again on request, even if nothing has changed", async () => {
    const before = await servedThreshold();
    await mark();
    await removeBuild();
    await build();
    expect(await servedThreshold()).toBe(MARK);
    await build({ refit: true });
    expect(await servedThreshold()).toBe(before);
  });

  it.each<[string, () => Promise<unknown>]>([
    ["is for another model", () => mark((record) => ({ ...record, fingerprint: "0".repeat(64) }))],
    ["is truncated", () => writeFile(recordPath(), '{"version"')],
  ])("are fitted again if their record %s, with the same result as before", async (_, damage) => {
    const before = await readFile(recordPath(), "utf8");
    await damage();
    await removeBuild();
    await build();
    expect(await servedThreshold()).not.toBe(MARK);
    expect(await readFile(recordPath(), "utf8")).toBe(before);
  });
});

describe("the bytes of a snapshot", () => {
  it("are the same for the same index, whether its parameters are reused or fitted again", async () => {
    const { indexVersion } = await build();
    await removeBuild();
    expect((await build()).indexVersion).toBe(indexVersion);
    expect((await build({ refit: true })).indexVersion).toBe(indexVersion);
  });

  it("differ if the parameters differ", async () => {
    const { indexVersion } = await build();
    await mark();
    await removeBuild();
    expect((await build()).indexVersion).not.toBe(indexVersion);
  });
});

it("an archive too small for fitting is served with default parameters, and the build says so", async () => {
  root = await tempFolder({ "news/0.md": article(0), "news/1.md": article(1) });
  await putConvertedEncoder(root);
  await build({ source: inside("news") });
  expect(said.join("\n")).toMatch(/Default ranking.*too little.*Default scores/s);
});
