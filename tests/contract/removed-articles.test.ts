// A removed article appears in no response of any endpoint, whatever the request; and no build brings it back.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildArchive } from "../../scripts/build/build-archive.ts";
import { changeRemoved, publishRemoved, readRemoved } from "../../scripts/build/pack/removed-articles.ts";
import { openProject } from "../../scripts/files/project.ts";
import { localHandlerOptions, openLocalIndex } from "../../scripts/serving/local-index.ts";
import { search } from "../../src/engine/search.ts";
import { createHandler } from "../../src/http/handler.ts";
import { putConvertedEncoder } from "../support/converted-encoder.ts";
import { createHttpClient, type HttpAnswer } from "../support/http-client.ts";
import { posting } from "../support/memory-service.ts";
import { SAMPLE_NOW } from "../support/sample-service.ts";
import { silentReport } from "../support/silent-report.ts";
import { makeTempFolder, type TempFolder, tempFolder } from "../support/temp-folder.ts";

/** The main article of a group of near-duplicates, linked and related to many; one of many; the newest of all. */
const DUPLICATED = "2019-04-26-putin-kim-security-guarantees-agency";
const OTHER_VERSION = "2019-04-25-kim-putin-vladivostok-talks";
const PLAIN = "2022-11-16-moon-rocket-lights-up-florida-night";
const NEWEST = "2025-12-01-canada-joins-safe-programme";
const REMOVED = [DUPLICATED, PLAIN, NEWEST];

let removed: string[] = [];
let now = SAMPLE_NOW;
const get = createHttpClient(
  createHandler({
    ...localHandlerOptions(openProject()),
    removalLists: [async () => removed],
    now: () => now,
  }),
);
const list = (ids: readonly string[]) => {
  removed = [...ids];
  now += 5000;
};

async function allIds(): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { body } = await get(`/v1/articles?limit=50&offset=${ids.length}`);
    ids.push(...body.hits.map(({ id }: { id: string }) => id));
    if (body.hits.length === 0) {
      expect(body.totalHits).toBe(ids.length);
      return ids;
    }
  }
}

describe("a removed article", () => {
  let before: string[];
  let titles: string[];
  beforeAll(async () => {
    before = await allIds();
    titles = await Promise.all(REMOVED.map(async (id) => (await get(`/v1/articles/${id}`)).body.title));
    list(REMOVED);
  });
  const free = ({ status, body }: HttpAnswer) => {
    expect(status).toBe(200);
    for (const id of REMOVED) expect(JSON.stringify(body)).not.toContain(id);
  };

  it("is in no list of articles, and not counted anywhere", async () => {
    const after = await allIds();
    expect(after).toEqual(before.filter((id) => !REMOVED.includes(id)));
    expect((await get("/healthz")).body.counts).toMatchObject({ articles: after.length, removed: 3 });
  });

  it("is not found by its id, alone or among others, and has no related articles", async () => {
    for (const id of REMOVED) {
      for (const answer of [
        await get(`/v1/articles/${id}`),
        await get(`/v1/articles/${id}/related`),
        await get("/v1/related", posting({ ids: [id] })),
        await get("/v1/related", posting({ ids: [OTHER_VERSION, id] })),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([404, "article_not_found"]);
      }
    }
  });

  it("is related to no article, whether as a hit, a version of one, or a fallback", async () => {
    for (const id of before.filter((one) => !REMOVED.includes(one))) {
      const of = (options: string) => get(`/v1/articles/${id}/related?threshold=0&limit=20&${options}`);
      free(await of("duplicates=include&explain=true"));
      free(await of("direction=timeline"));
      free(await of("fallback=recent"));
      free(await get(`/v1/articles/${id}/related?threshold=1&limit=20&fallback=recent`));
    }
    free(
      await get(
        "/v1/related",
        posting({ draft: { text: `${titles.join(". ")}.` }, threshold: 0, limit: 20 }),
      ),
    );
  });

  it("is found by no query, in any mode", async () => {
    const { body } = await get("/v1/articles?limit=20");
    const others: string[] = body.hits.map(({ title }: { title: string }) => title);
    for (const title of [...titles, ...others]) {
      for (const mode of ["hybrid", "semantic", "keyword"]) {
        for (const more of ["duplicates=include", "recency=1&includePassages=true&explain=true"]) {
          const q = encodeURIComponent(title);
          free(await get(`/v1/search?q=${q}&mode=${mode}&threshold=0&limit=50&${more}`));
        }
      }
    }
  });

  it("is replaced by another version of the same report", async () => {
    const q = encodeURIComponent(titles[0] ?? "");
    const ids = async () =>
      (await get(`/v1/search?q=${q}`)).body.hits.map(({ id }: { id: string }) => id) as string[];
    expect((await ids())[0]).toBe(OTHER_VERSION);
    list([]);
    expect((await ids())[0]).toBe(DUPLICATED);
    list(REMOVED);
  });

  it("is back within five seconds once it is restored", async () => {
    expect((await get(`/v1/articles/${PLAIN}`)).status).toBe(404);
    removed = [];
    now += 4999;
    expect((await get(`/v1/articles/${PLAIN}`)).status).toBe(404);
    now += 1;
    expect((await get(`/v1/articles/${PLAIN}`)).status).toBe(200);
    expect(await allIds()).toEqual(before);
  });
});

describe("a build", () => {
  let temp: TempFolder;
  const build = () =>
    buildArchive({
      project: openProject(temp.folder),
      configFile: null,
      source: join(temp.folder, "news"),
      update: false,
      strict: false,
      maxNewPassages: Number.POSITIVE_INFINITY,
      report: silentReport,
    });
  const article = (title: string) => `---\ntitle: ${title}\ndate: 2024-05-01\n---\n\nSome words on it.\n`;
  beforeAll(async () => {
    temp = await makeTempFolder({
      "news/bridge.md": article("Harbour bridge opens"),
      "news/apples.md": article("Apple harvest begins"),
    });
    await putConvertedEncoder(temp.folder);
    await build();
  });
  afterAll(() => temp.remove());

  const find = async () => {
    const searcher = await openLocalIndex(openProject(temp.folder));
    const asked = { mode: "keyword", limit: 10, offset: 0, threshold: 0, now: SAMPLE_NOW } as const;
    const { hits } = await search(searcher, { ...asked, query: "bridge harvest" });
    return hits.map(({ article }) => article.id).sort();
  };
  const remove = (...ids: string[]) =>
    changeRemoved(openProject(temp.folder), silentReport, () =>
      ids.map((id) => ({ id, since: "2024-05-02T00:00:00.000Z" })),
    );

  it("leaves removed articles out until they are restored, whatever it repacks", async () => {
    expect(await find()).toEqual(["apples", "bridge"]);
    await remove("bridge", "not-in-the-index");
    expect(await find()).toEqual(["apples"]);
    await writeFile(join(temp.folder, "news/bridge.md"), article("Harbour bridge opens again"));
    expect(await build()).toMatchObject({ fresh: false });
    expect(await find()).toEqual(["apples"]);
    await rm(openProject(temp.folder).buildFolder, { recursive: true });
    await build();
    expect(await find()).toEqual(["apples"]);
    await remove();
    expect(await find()).toEqual(["apples", "bridge"]);
    await build();
    expect(await find()).toEqual(["apples", "bridge"]);
  });

  it("uses the Worker's list if index/ was emptied", async () => {
    await remove("bridge");
    await rm(openProject(temp.folder).indexFolder, { recursive: true });
    await build();
    expect(await find()).toEqual(["apples"]);
    expect(await readRemoved(openProject(temp.folder))).toMatchObject([{ id: "bridge" }]);
    await remove();
  });

  it("stops if the record can't be read, and leaves the served files unchanged", async () => {
    const project = openProject(temp.folder);
    await remove("bridge");
    const record = join(project.indexFolder, "removed.json");
    const good = await readFile(record, "utf8");
    await writeFile(record, '{"removed":[{"id":');
    await expect(build()).rejects.toThrow("the removed articles are unknown");
    expect(await find()).toEqual(["apples"]);
    await writeFile(record, good);
    await remove();
  });
});

describe("the record of removed articles", () => {
  it("is changed by one process at a time", async () => {
    const project = openProject(await tempFolder());
    await mkdir(project.indexFolder, { recursive: true });
    const ids = Array.from({ length: 8 }, (_, n) => `story-${n}`);
    await Promise.all(
      ids.map((id) =>
        changeRemoved(project, silentReport, (former) => [
          ...former,
          { id, since: "2024-05-02T00:00:00.000Z" },
        ]),
      ),
    );
    expect((await publishRemoved(project, silentReport)).map(({ id }) => id)).toEqual(ids);
  });
});
