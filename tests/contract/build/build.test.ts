// The whole build with the bundled model, in temporary folders: what is embedded again and what is not, which source
// an index remembers, and that a refused build leaves the previous index in effect.

import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type BuildOptions, buildArchive } from "../../../scripts/build/build-archive.ts";
import { readRecord } from "../../../scripts/build/prepare/index-folder.ts";
import { openProject } from "../../../scripts/files/project.ts";
import type { Report } from "../../../scripts/terminal/report.ts";
import { putConvertedEncoder } from "../../support/converted-encoder.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const article = (title: string, body: string, more = "") =>
  `---\ntitle: ${title}\ndate: 2024-05-01\n${more}---\n\n${body}\n`;

let root: string;
let said: string[];

async function build(
  options: Partial<
    Pick<BuildOptions, "source" | "configFile" | "update" | "strict" | "maxNewPassages" | "signal">
  > = {},
) {
  said = [];
  const report: Report = {
    line: (text) => said.push(text),
    progress: () => ({ advance: () => undefined, stop: () => undefined }),
  };
  return buildArchive({
    project: openProject(root),
    configFile: null,
    source: null,
    update: false,
    strict: false,
    maxNewPassages: Number.POSITIVE_INFINITY,
    ...options,
    report,
  });
}

async function snapshotFiles(): Promise<Map<string, string>> {
  const folder = join(openProject(root).assetsFolder, "snapshot");
  const names = await readdir(folder);
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, (await readFile(join(folder, name))).toString("hex")] as const),
    ),
  );
}

beforeEach(async () => {
  root = await tempFolder({
    "news/bridge.md": article("Harbour bridge opens", "Cars and bicycles cross the new bridge."),
    "news/cracks.md": article("Cracks in the bridge", "Engineers found cracks in two pillars."),
    "news/apples.md": article("Apple harvest begins", "Growers began picking two weeks early."),
  });
  await putConvertedEncoder(root);
});

describe("a build", () => {
  it("embeds everything once, and nothing if nothing changed", async () => {
    const first = await build({ source: join(root, "news") });
    expect(first).toMatchObject({ fresh: false, embedded: 3, record: { passages: 3 } });
    expect(await build()).toMatchObject({ fresh: true, embedded: 0, indexVersion: first.indexVersion });
  });

  it("embeds only what changed and drops what was deleted", async () => {
    await build({ source: join(root, "news") });
    await writeFile(
      join(root, "news/bridge.md"),
      article("Harbour bridge opens", "Only bicycles cross the bridge."),
    );
    await rm(join(root, "news/apples.md"));
    const second = await build();
    expect(second).toMatchObject({
      fresh: false,
      embedded: 1,
      record: { passages: 2, counts: { articles: 2 } },
    });
  });

  it("embeds nothing again if only a date or a tag changed", async () => {
    await build({ source: join(root, "news") });
    await writeFile(
      join(root, "news/bridge.md"),
      article("Harbour bridge opens", "Cars and bicycles cross the new bridge.", "tags: [roads]\n"),
    );
    expect(await build()).toMatchObject({ fresh: false, embedded: 0 });
  });

  it("produces the same bytes for the same input, in another folder too", async () => {
    await build({ source: join(root, "news") });
    const once = await snapshotFiles();
    // This one converts the encoder again.
    const other = await tempFolder({});
    await cp(join(root, "news"), join(other, "news"), { recursive: true });
    root = other;
    await build({ source: join(root, "news") });
    expect(await snapshotFiles()).toEqual(once);
  });

  it("resumes after an interruption without embedding anything twice", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [
        `long/${n}.md`,
        article(`Report ${n}`, `The committee read report number ${n}.`),
      ]),
    );
    root = await tempFolder(many);
    await putConvertedEncoder(root);
    const interrupted = new AbortController();
    const stopped = buildArchive({
      project: openProject(root),
      configFile: null,
      source: join(root, "long"),
      update: false,
      strict: false,
      maxNewPassages: Number.POSITIVE_INFINITY,
      signal: interrupted.signal,
      report: {
        line: () => undefined,
        progress: () => ({
          advance: () => interrupted.abort(new Error("interrupted")),
          stop: () => undefined,
        }),
      },
    });
    await expect(stopped).rejects.toThrow("interrupted");
    expect(await readRecord(openProject(root).indexFolder)).toBeNull();
    await build({ source: join(root, "long") });
    const announced = said.find((line) => line.includes("of them new"));
    expect(announced).toContain("60 passages, 20 of them new");
  });
});

describe("the source of an index", () => {
  it("is not changed by an update, which says so if another one is configured", async () => {
    await build({ source: join(root, "news") });
    await mkdir(join(root, "other"));
    await writeFile(join(root, "other/x.md"), article("Something else", "Text."));
    await writeFile(join(root, "backstory.config.json"), JSON.stringify({ content: ["other/**/*.md"] }));
    const updated = await build({ update: true });
    expect(updated.record.source).toMatchObject({ kind: "named", patterns: ["news"] });
    expect(said.join("\n")).toMatch(/made from news.*npm run build/s);
    const switched = await build();
    expect(switched.record.source).toMatchObject({ kind: "configured", patterns: ["other/**/*.md"] });
    expect(switched.record.counts.articles).toBe(1);
  });

  it("comes with the configuration given for it, which later builds use again", async () => {
    await writeFile(join(root, "other.json"), JSON.stringify({ site: { name: "Harbour News" } }));
    const named = await build({ source: join(root, "news"), configFile: join(root, "other.json") });
    expect(named.settings.siteName).toBe("Harbour News");
    expect(await build({ update: true })).toMatchObject({
      fresh: true,
      settings: { siteName: "Harbour News" },
    });
  });

  it("must be given if there is none", async () => {
    root = await tempFolder({});
    await expect(build()).rejects.toThrow("npm run build -- path/to/articles");
  });
});

describe("a build that is refused", () => {
  beforeEach(async () => {
    await build({ source: join(root, "news") });
  });

  const inForce = async () => (await readRecord(openProject(root).indexFolder))?.counts.articles;

  it("stops before it embeds more passages than allowed, and says what to run", async () => {
    await writeFile(join(root, "news/new.md"), article("New", "Text."));
    await expect(build({ maxNewPassages: 0 })).rejects.toThrow('Run "npm run build" first');
    expect(await inForce()).toBe(3);
  });

  it("fails on a broken article only with --strict, and prints its path and the reason either way", async () => {
    await writeFile(join(root, "news/empty.md"), "");
    await expect(build({ strict: true })).rejects.toThrow("1 problem with --strict");
    expect(await inForce()).toBe(3);
    await expect(build()).resolves.toMatchObject({ record: { counts: { articles: 3 } } });
    expect(said.join("\n")).toMatch(/empty\.md: the file is empty/);
  });

  it("fails on two articles with the same id", async () => {
    await writeFile(join(root, "news/twin.md"), article("Twin", "Text.", "id: bridge\n"));
    await expect(build()).rejects.toThrow("can't be passed over");
    expect(said.join("\n")).toMatch(/twin\.md.*bridge\.md|bridge\.md.*twin\.md/);
    expect(await inForce()).toBe(3);
  });

  it("keeps the index when the source has become empty", async () => {
    for (const name of await readdir(join(root, "news"))) await rm(join(root, "news", name));
    await expect(build()).rejects.toThrow();
    expect(await inForce()).toBe(3);
  });
});

it("serves no file with members-only bodies, and finds them by meaning only if that is configured", async () => {
  const secret = "Xanthippe negotiated quietly with the zeppelin manufacturers.";
  await writeFile(
    join(root, "news/members.md"),
    article("For members", secret, "summary: A report.\naccess: members\n"),
  );
  const plain = await build({ source: join(root, "news") });
  expect(plain.record.passages).toBe(4);
  for (const searchBody of [false, true]) {
    await writeFile(join(root, "backstory.config.json"), JSON.stringify({ members: { searchBody } }));
    const built = await build({ update: true });
    expect(built.record.passages).toBe(searchBody ? 5 : 4);
    for (const [name, hex] of await snapshotFiles()) {
      const text = Buffer.from(hex, "hex").toString("latin1").toLowerCase();
      expect([name, text.includes("xanthipp"), text.includes("zeppelin")]).toEqual([name, false, false]);
    }
  }
});
