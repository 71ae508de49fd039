// The whole application over files in memory: without an index, with the wrong one, with a new one, and under a base
// path.

import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { MANIFEST_FILE } from "../../src/index/snapshot/format.ts";
import type { SnapshotFiles } from "../../src/index/snapshot/writer.ts";
import { memorySource } from "../../src/index/source.ts";
import { createPlainScan } from "../../src/vector/plain-scan.ts";
import { makeArticle } from "../support/articles.ts";
import { type HandlerFiles, handlerOver } from "../support/handler-over.ts";
import { createHttpClient, type HttpAnswer, type HttpClient } from "../support/http-client.ts";
import { packArticles } from "../support/packed-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const articles = [makeArticle({ id: "a", title: "Volcano" }), makeArticle({ id: "b", title: "Election" })];
const files = await packArticles(articles);

function clientOver(snapshot: SnapshotFiles, options: Partial<HandlerFiles> = {}): HttpClient {
  return createHttpClient(
    handlerOver({
      snapshot: memorySource(snapshot),
      page: memorySource(new Map([["index.html", new TextEncoder().encode("<!doctype html>")]])),
      createEncoder: async () => createWordEncoder(),
      createScan: createPlainScan,
      ...options,
    }),
  );
}

function put(into: SnapshotFiles, from: SnapshotFiles): void {
  for (const [name, bytes] of from) into.set(name, bytes);
}

const LINK = "/docs#index_unavailable";

/** Without a manifest the base path is unknown, and there is nothing to link to. */
function expectUnavailable({ status, headers, body }: HttpAnswer, link: string | null = LINK): void {
  expect(status).toBe(503);
  expect(body).toMatchObject({ code: "index_unavailable", type: "unavailable", link });
  expect(body.message).toBe("Search is unavailable right now. Try again in a minute.");
  expect(body.requestId).not.toBe("");
  expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
}

const PATHS = [
  "/v1/search?q=volcano",
  "/v1/articles",
  "/v1/articles/a",
  "/v1/articles/a/related",
  "/healthz",
];

// A request that fails because there is no index is logged; the tests check the log only if it matters.
let logged: MockInstance<typeof console.error>;
beforeEach(() => {
  logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => logged.mockRestore());

describe("a service without an index", () => {
  it.each([
    ...PATHS,
    "/_backstory/healthz",
    "/anything",
  ])("responds to %s with 503 and says when to try again", async (path) => {
    const { status, headers, body } = await clientOver(new Map())(path);
    expect([status, body.code, body.type, body.link]).toEqual([
      503,
      "index_unavailable",
      "unavailable",
      null,
    ]);
    expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
  });

  it("tells readers that search is unavailable, and operators which command to run", async () => {
    const get = clientOver(new Map());
    for (const path of ["/v1/search?q=a", "/v1/articles", "/anything"]) {
      expectUnavailable(await get(path), null);
    }
    for (const path of ["/healthz", "/_backstory/healthz"]) {
      expect((await get(path)).body.message).toContain('Run "npm run build"');
    }
    const lines = logged.mock.calls.map(([line]) => JSON.parse(String(line)));
    const problems = lines.filter(({ kind }) => kind === "problem");
    expect(problems).toHaveLength(5);
    for (const { message } of problems) expect(message).toContain('Run "npm run build"');
  });

  it("sets up its application once, however many requests fail", async () => {
    const setUp = vi.spyOn(Hono.prototype, "basePath");
    try {
      const get = clientOver(new Map());
      await get("/v1/articles");
      const once = setUp.mock.calls.length;
      for (let i = 0; i < 5; i++) await get("/v1/articles");
      expect(setUp.mock.calls.length).toBe(once);
    } finally {
      setUp.mockRestore();
    }
  });

  it("still reports what is wrong with the request itself", async () => {
    expect(await clientOver(new Map())("/v1/search")).toMatchObject({
      status: 400,
      body: { code: "missing_q" },
    });
  });

  it("shows no page, since only the index says whether the page is turned off", async () => {
    for (const path of ["/", "/page.js"]) expectUnavailable(await clientOver(new Map())(path), null);
    const { read } = memorySource(files);
    let isThere = true;
    const get = clientOver(new Map(), { snapshot: { read: async (name) => (isThere ? read(name) : null) } });
    expect((await get("/")).body).toBe("<!doctype html>");
    // A manifest that has been read remains valid.
    isThere = false;
    expect((await get("/")).body).toBe("<!doctype html>");
  });

  it("reads the manifest once per request, even if that is too early", async () => {
    const reads: string[] = [];
    const late = {
      async read(name: string) {
        reads.push(name);
        return reads.length === 1 ? null : (files.get(name) ?? null);
      },
    };
    const get = clientOver(new Map(), { snapshot: late });
    expectUnavailable(await get("/_backstory/v1/articles/a"), null);
    expect(reads).toEqual([MANIFEST_FILE]);
    expect((await get("/v1/articles/a")).status).toBe(200);
  });

  it("logs why a source can't be reached, without its path, and leaves the reason out of the response", async () => {
    const snapshot = { read: () => Promise.reject(new Error("EACCES: /srv/secret")) };
    const answer = await clientOver(new Map(), { snapshot })("/anything");
    expect(answer).toMatchObject({ status: 503, body: { code: "index_unavailable" } });
    expect(answer.body.message).not.toContain("secret");
    expect(String(logged.mock.calls)).toMatch(/E[A-Z]+: \[path\]/);
    expect(String(logged.mock.calls)).not.toContain("secret");
  });

  it("logs the request's id and the cause", async () => {
    const { body } = await clientOver(new Map())("/healthz");
    expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
      level: "error",
      requestId: body.requestId,
      code: "index_unavailable",
    });
  });

  it("responds as soon as the files are there", async () => {
    const found: SnapshotFiles = new Map();
    const get = clientOver(found);
    expectUnavailable(await get("/v1/articles"), null);
    put(found, files);
    expect((await get("/v1/articles")).body.hits).toHaveLength(2);
  });
});

describe("a service with an index it can't use", () => {
  it.each(PATHS)("responds to %s with 503 if another encoder built the index", async (path) => {
    const answer = await clientOver(files, { createEncoder: async () => createWordEncoder("words-2") })(path);
    expect([answer.status, answer.body.code]).toEqual([503, "index_unavailable"]);
    const said = path === "/healthz" ? answer.body.message : String(logged.mock.calls[0]?.[0]);
    expect(said).toContain("words-1");
    expect(said).toContain("words-2");
  });

  it("responds once index and encoder match", async () => {
    let fingerprint = "words-2";
    const get = clientOver(files, { createEncoder: async () => createWordEncoder(fingerprint) });
    expect((await get("/healthz")).status).toBe(503);
    fingerprint = "words-1";
    expect((await get("/healthz")).status).toBe(200);
  });

  it("responds once a missing file is back", async () => {
    const [lost = ""] = [...files.keys()].filter((name) => name.startsWith("articles.flags"));
    const found = new Map(files);
    found.delete(lost);
    const get = clientOver(found);
    expect((await get("/healthz")).status).toBe(503);
    put(found, files);
    expect((await get("/healthz")).status).toBe(200);
  });
});

describe("a service whose index is replaced", () => {
  it("switches to the new one after one 503 when a page of text is gone", async () => {
    const found = new Map(files);
    const get = clientOver(found);
    const before = (await get("/healthz")).body.indexVersion;
    const newer = await packArticles([makeArticle({ id: "c", title: "Volcano", body: "Newer text." })]);
    found.clear();
    put(found, newer);
    // The old index stays in use as long as it can answer.
    expect((await get("/v1/articles")).body.indexVersion).toBe(before);
    const withText = await packArticles([makeArticle({ id: "d", body: "Some text." })]);
    const shown = new Map(withText);
    const ask = clientOver(shown);
    expect((await ask("/healthz")).status).toBe(200);
    shown.clear();
    put(shown, newer);
    expectUnavailable(await ask("/v1/search?q=text"));
    const after = await ask("/v1/search?q=text");
    expect(after.body.hits.map(({ id }: { id: string }) => id)).toEqual(["c"]);
  });
});

describe("a service that can't read a file", () => {
  const withText = packArticles([makeArticle({ id: "d", body: "Some text." })]);

  /** Reads like a map until `fails` is true for a name; records the names. */
  function failingSource(from: SnapshotFiles, fails: (name: string) => boolean) {
    const reads: string[] = [];
    return {
      reads,
      async read(name: string) {
        reads.push(name);
        if (fails(name)) throw new Error("EIO: /srv/secret");
        return from.get(name) ?? null;
      },
    };
  }
  const isText = (name: string) => name.startsWith("text-");

  it("returns 503 without the reason if a text can't be read, and 200 as soon as it can", async () => {
    let broken = true;
    const snapshot = failingSource(await withText, (name) => broken && isText(name));
    const get = clientOver(new Map(), { snapshot });
    const answer = await get("/v1/search?q=text");
    expectUnavailable(answer);
    expect(answer.body.message).not.toContain("secret");
    expect(String(logged.mock.calls)).toMatch(/E[A-Z]+: \[path\]/);
    expect(String(logged.mock.calls)).not.toContain("secret");
    broken = false;
    expect((await get("/v1/search?q=text")).body.hits).toHaveLength(1);
  });

  it("returns 503 if a file of the page can't be read", async () => {
    const page = { read: () => Promise.reject(new Error("EIO: /srv/secret")) };
    const answer = await clientOver(files, { page })("/page.css");
    expect(answer).toMatchObject({ status: 503, body: { code: "index_unavailable" } });
    expect(answer.body.message).not.toContain("secret");
    expect(String(logged.mock.calls)).toMatch(/E[A-Z]+: \[path\]/);
    expect(String(logged.mock.calls)).not.toContain("secret");
    expect((await clientOver(files, { page })("/v1/articles")).status).toBe(200);
  });

  it("reopens the same index at most every 30 seconds, and a new one immediately", async () => {
    let now = Date.parse("2025-01-01T00:00:00Z");
    const found = new Map(await withText);
    for (const name of found.keys()) if (isText(name)) found.delete(name);
    const snapshot = failingSource(found, () => false);
    const get = clientOver(new Map(), { snapshot, now: () => now });
    const openings = () => snapshot.reads.filter((name) => name.startsWith("articles.flags")).length;
    for (let i = 0; i < 5; i++) {
      expectUnavailable(await get("/v1/search?q=text"));
      expect((await get("/v1/articles")).status).toBe(200);
    }
    expect(openings()).toBe(1);
    now += 30_000;
    for (let i = 0; i < 5; i++) expectUnavailable(await get("/v1/search?q=text"));
    expect(openings()).toBe(2);
    found.clear();
    put(found, await packArticles([makeArticle({ id: "e", body: "Other text." })]));
    expect((await get("/v1/search?q=text")).body.hits).toMatchObject([{ id: "e" }]);
    expect(openings()).toBe(3);
  });

  it("keeps the new index if a request to the old one fails after the switch", async () => {
    const found = new Map(await withText);
    const newer = await packArticles([makeArticle({ id: "e", body: "Other text." })]);
    const held: (() => void)[] = [];
    let holding = true;
    const reads: string[] = [];
    const get = clientOver(new Map(), {
      snapshot: {
        async read(name) {
          reads.push(name);
          if (isText(name) && holding) await new Promise<void>((resolve) => held.push(resolve));
          return found.get(name) ?? null;
        },
      },
    });
    expect((await get("/healthz")).status).toBe(200);
    const asked = [get("/v1/search?q=text"), get("/v1/search?q=text")];
    await vi.waitFor(() => expect(held).toHaveLength(2));
    found.clear();
    put(found, newer);
    held[0]?.();
    expectUnavailable(await Promise.race(asked));
    expect((await get("/v1/articles")).body.hits).toMatchObject([{ id: "e" }]);
    held[1]?.();
    for (const answer of await Promise.all(asked)) expectUnavailable(answer);
    holding = false;
    reads.length = 0;
    expect((await get("/v1/search?q=text")).status).toBe(200);
    expect(reads.filter((name) => !isText(name))).toEqual([]);
  });
});

describe("a request that shows several texts of one page", () => {
  it.each(["keyword", "hybrid"])("fetches the page once in mode %s", async (mode) => {
    const many = Array.from({ length: 9 }, (_, i) => makeArticle({ id: `m${i}`, body: `Some text ${i}.` }));
    const packed = await packArticles(many);
    let fetches = 0;
    const snapshot = {
      async read(name: string) {
        if (name.startsWith("text-")) fetches++;
        return packed.get(name) ?? null;
      },
    };
    const get = clientOver(new Map(), { snapshot });
    expect((await get(`/v1/search?q=text&mode=${mode}&threshold=0`)).body.hits).toHaveLength(9);
    expect(fetches).toBe(1);
  });
});

describe("trailing slashes", () => {
  it.each([
    "/",
    "/x",
  ])("are accepted if there is one, and nothing is served at two, under %s", async (basePath) => {
    const get = clientOver(await packArticles(articles, { settings: { basePath } }));
    const at = (path: string) => get(`http://backstory.test${basePath === "/" ? "" : basePath}${path}`);
    expect((await at("/")).status).toBe(200);
    for (const path of ["//", "///", "/healthz//", "/v1/articles//"]) {
      expect(await at(path)).toMatchObject({ status: 404, body: { code: "route_not_found" } });
    }
  });
});

describe("the health check", () => {
  it("counts the articles that are published at the moment", async () => {
    let now = Date.parse("2024-12-31T23:59:59Z");
    const future = makeArticle({ id: "future", publishedAt: "2025-01-01T00:00:00.000Z" });
    const undated = makeArticle({ id: "undated", publishedAt: null, search: false });
    const packed = await packArticles([future, undated, makeArticle({ id: "past" })]);
    const get = clientOver(packed, { now: () => now });
    expect((await get("/healthz")).body.counts).toMatchObject({ articles: 2, undated: 1 });
    now += 1000;
    expect((await get("/healthz")).body.counts).toMatchObject({ articles: 3, undated: 1 });
  });
});

describe("the first requests", () => {
  it("open the searcher only once, ten requests at a time", async () => {
    let created = 0;
    const reads = new Map<string, number>();
    const get = clientOver(files, {
      createEncoder: async () => {
        created++;
        return createWordEncoder();
      },
      snapshot: {
        async read(name) {
          reads.set(name, (reads.get(name) ?? 0) + 1);
          return files.get(name) ?? null;
        },
      },
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => get(PATHS[i % PATHS.length] ?? "/")),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(created).toBe(1);
    // Each request reads only the manifest until one of them knows the base path.
    reads.delete(MANIFEST_FILE);
    expect(
      Math.max(...[...reads].filter(([name]) => !name.startsWith("text-")).map(([, times]) => times)),
    ).toBe(1);
  });
});

describe("a base path", () => {
  it("is where every route responds, and nothing responds outside it", async () => {
    const get = clientOver(await packArticles(articles, { settings: { basePath: "/x" } }));
    for (const path of PATHS) {
      expect((await get(`/x${path}`)).status).toBe(200);
      expect(await get(path)).toMatchObject({ status: 404, body: { code: "route_not_found" } });
    }
    expect((await get("/xv1/articles")).status).toBe(404);
    expect((await get("/y/v1/articles")).status).toBe(404);
  });

  it("may have several segments", async () => {
    const get = clientOver(await packArticles(articles, { settings: { basePath: "/tools/_backstory" } }));
    expect((await get("/tools/_backstory/v1/articles")).status).toBe(200);
    expect((await get("/tools/v1/articles")).status).toBe(404);
  });
});

describe("the clock", () => {
  it("decides at each request which future articles are visible", async () => {
    let now = Date.parse("2024-12-31T23:59:59Z");
    const future = makeArticle({ id: "future", publishedAt: "2025-01-01T00:00:00.000Z" });
    const get = clientOver(await packArticles([future]), { now: () => now });
    expect((await get("/v1/articles/future")).status).toBe(404);
    expect((await get("/v1/articles/future/related")).status).toBe(404);
    now += 1000;
    expect((await get("/v1/articles/future")).status).toBe(200);
  });

  it("adds processing times if there is a clock, and leaves them out if there is not", async () => {
    let time = 5;
    const timed = await clientOver(files, { clock: () => time++ })("/v1/articles");
    expect(timed.body.processingTimeMs).toBe(1);
    expect((await clientOver(files)("/v1/articles")).body).not.toHaveProperty("processingTimeMs");
  });
});
