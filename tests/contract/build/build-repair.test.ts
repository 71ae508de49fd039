// What a build does if its own files are damaged, locked, in another format or in the way; and what must not get into
// or out of the index as a result.

import { cp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BuildOptions, buildArchive } from "../../../scripts/build/build-archive.ts";
import { openProject } from "../../../scripts/files/project.ts";
import { openLocalIndex } from "../../../scripts/serving/local-index.ts";
import { search } from "../../../src/engine/search.ts";
import { putConvertedEncoder } from "../../support/converted-encoder.ts";
import { silentReport } from "../../support/silent-report.ts";
import { makeTempFolder, type TempFolder, tempFolder } from "../../support/temp-folder.ts";

/** Built once; each test gets a copy. */
let whole: TempFolder;
let root: string;

function build(options: Partial<BuildOptions> = {}) {
  return buildArchive({
    project: openProject(root),
    configFile: null,
    source: null,
    update: true,
    strict: false,
    maxNewPassages: Number.POSITIVE_INFINITY,
    report: silentReport,
    ...options,
  });
}

async function found(query: string): Promise<string[]> {
  const searcher = await openLocalIndex(openProject(root));
  const request = { query, mode: "hybrid", limit: 10, offset: 0, threshold: 0, now: Date.now() } as const;
  const { hits } = await search(searcher, request);
  return hits.map(({ article }) => article.id);
}

const inside = (...path: string[]) => join(root, ...path);

beforeAll(async () => {
  whole = await makeTempFolder({
    "news/bridge.md": "---\ntitle: Harbour bridge opens\n---\n\nCars and bicycles cross the new bridge.\n",
    "news/apples.md": "---\ntitle: Apple harvest begins\n---\n\nGrowers began picking two weeks early.\n",
  });
  root = whole.folder;
  await putConvertedEncoder(root);
  await build({ source: inside("news") });
});
afterAll(() => whole.remove());
beforeEach(async () => {
  root = await tempFolder();
  await cp(whole.folder, root, { recursive: true });
});

describe("a damaged build", () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      "a page of text is missing",
      async () => {
        const names = await readdir(inside("build/assets/snapshot"));
        await rm(inside("build/assets/snapshot", names.find((name) => name.startsWith("text-")) ?? ""));
      },
    ],
    ["the manifest is not JSON", () => writeFile(inside("build/assets/snapshot/manifest.json"), "{")],
    ["the served encoder is truncated", () => truncate(inside("build/assets/model/encoder.bin"), 1000)],
    ["the converted encoder is truncated", () => truncate(inside("build/model/encoder.bin"), 1000)],
    ["all of build/ is missing", () => rm(inside("build"), { recursive: true })],
    [
      "the vectors are missing",
      () =>
        rm(inside("index/generation-1/vectors"), { recursive: true }).then(() =>
          rm(inside("build"), { recursive: true }),
        ),
    ],
    [
      "the generation is missing",
      () =>
        rm(inside("index/generation-1"), { recursive: true }).then(() =>
          rm(inside("build"), { recursive: true }),
        ),
    ],
  ])("is repaired by the command that the error message names: %s", async (_, damage) => {
    await damage();
    await build({ update: false });
    expect((await found("picking fruit"))[0]).toBe("apples");
  });
});

describe("the previous state", () => {
  it("stays in effect, encoder included, if a build with another model is refused", async () => {
    await cp("models/backstory-encoder-v0", inside("models/all-MiniLM-L6-v2"), { recursive: true });
    await writeFile(inside("backstory.config.json"), JSON.stringify({ model: "models/all-MiniLM-L6-v2" }));
    await expect(build({ maxNewPassages: 0 })).rejects.toThrow('Run "npm run build -- --update" first');
    expect((await found("picking fruit"))[0]).toBe("apples");
  });

  it("keeps its source if the index has another format", async () => {
    const path = inside("index/record.json");
    await writeFile(path, (await readFile(path, "utf8")).replace('"format": 1', '"format": 0'));
    const { record } = await build();
    expect(record.source).toMatchObject({ kind: "named", patterns: ["news"] });
  });

  it("is awaited by a second build that starts while one is running", async () => {
    await writeFile(inside("news/new.md"), "---\ntitle: New\n---\n\nText.\n");
    const lines: string[] = [];
    const report = { ...silentReport, line: (text: string) => lines.push(text) };
    const results = await Promise.all([build({ report }), build({ report })]);
    expect(results.map(({ fresh }) => fresh).sort()).toEqual([false, true]);
    expect(lines.filter((line) => line.startsWith("Waiting for another build"))).toHaveLength(1);
  });

  it("is not locked forever by a build that was killed", async () => {
    await writeFile(inside("index/build.lock"), "4194305");
    await expect(build()).resolves.toMatchObject({ fresh: true });
  });
});

describe("what must stay out of the index", () => {
  it("includes the build's own folders, even if the source contains them", async () => {
    await build({ source: root });
    await writeFile(
      inside("news/apples.md"),
      "---\ntitle: Apple harvest begins\ndraft: true\n---\n\nGrowers began.\n",
    );
    const { record } = await build({ source: root });
    expect(record.counts).toMatchObject({ articles: 1, drafts: 1 });
    expect(await found("apple harvest")).toEqual(["news~2Fbridge"]);
  });

  it("includes a field that is configured not to be stored", async () => {
    await writeFile(
      inside("news/bridge.md"),
      "---\ntitle: Harbour bridge opens\nnote: INTERNAL\ndesk: FOREIGN\nregion: North\n---\n\nCars.\n",
    );
    const fields = { note: { store: false }, desk: { store: false, filter: true }, region: {} };
    await writeFile(inside("backstory.config.json"), JSON.stringify({ customFields: fields }));
    await build();
    const [{ documents }] = (await openLocalIndex(openProject(root))).segments;
    expect((await documents.articles([1])).map(({ fields }) => fields)).toEqual([{ region: "North" }]);
    for (const name of await readdir(inside("build/assets/snapshot"))) {
      const text = (await readFile(inside("build/assets/snapshot", name))).toString("latin1");
      expect(text).not.toMatch(/internal/i);
      // A filter is compared with the folded value; the original spelling is stored nowhere.
      expect(text).not.toContain("FOREIGN");
    }
  });

  it("includes a broken article with --strict, although an earlier build skipped it", async () => {
    await writeFile(inside("news/bad.md"), "---\ntitle: Bad\ndraft: maybe\n---\n\nText.\n");
    await expect(build()).resolves.toMatchObject({ record: { counts: { articles: 2 } } });
    await expect(build({ strict: true })).rejects.toThrow("1 problem with --strict");
  });
});
