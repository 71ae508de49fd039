// The whole application over files in memory: no index, a wrong one, a new one, and the base path.

import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { ENCODER_FILE } from "../../src/search/library.ts";
import { createService, type ServiceOptions } from "../../src/service.ts";
import { MANIFEST_FILE } from "../../src/snapshot/format.ts";
import { memorySource } from "../../src/snapshot/source.ts";
import type { SnapshotFiles } from "../../src/snapshot/writer.ts";
import { makeArticle } from "../support/articles.ts";
import { createHttpClient, type HttpAnswer, type HttpClient } from "../support/http-client.ts";
import { packArticles } from "../support/packed-archive.ts";
import { createWordEncoder } from "../support/word-encoder.ts";

const articles = [makeArticle({ id: "a", title: "Volcano" }), makeArticle({ id: "b", title: "Election" })];
const files = await packArticles(articles);

function clientOver(snapshot: SnapshotFiles, options: Partial<ServiceOptions> = {}): HttpClient {
  return createHttpClient(
    createService({
      snapshot: memorySource(snapshot),
      model: memorySource(new Map([[ENCODER_FILE, new Uint8Array(1)]])),
      page: memorySource(new Map([["index.html", new TextEncoder().encode("<!doctype html>")]])),
      createEncoder: async () => createWordEncoder(),
      ...options,
    }),
  );
}

function put(into: SnapshotFiles, from: SnapshotFiles): void {
  for (const [name, bytes] of from) into.set(name, bytes);
}

function expectUnavailable({ status, headers, body }: HttpAnswer): void {
  expect(status).toBe(503);
  expect(body).toMatchObject({ code: "index_unavailable", type: "internal", link: null });
  expect(body.message).toContain('Run "npm run build"');
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

// A request that fails for lack of an index is logged; the log is looked at where it matters.
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
  ])("answers %s with 503, when to ask again, and the command", async (path) => {
    expectUnavailable(await clientOver(new Map())(path));
  });

  it("still says what is wrong with the request itself", async () => {
    expect(await clientOver(new Map())("/v1/search")).toMatchObject({
      status: 400,
      body: { code: "missing_q" },
    });
  });

  it("still shows the page", async () => {
    expect(await clientOver(new Map())("/")).toMatchObject({ status: 200, body: "<!doctype html>" });
  });

  it("logs the request's id and the cause", async () => {
    const { body } = await clientOver(new Map())("/healthz");
    expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
      level: "error",
      requestId: body.requestId,
      code: "index_unavailable",
    });
  });

  it("answers as soon as the files are there", async () => {
    const found: SnapshotFiles = new Map();
    const get = clientOver(found);
    expectUnavailable(await get("/v1/articles"));
    put(found, files);
    expect((await get("/v1/articles")).body.hits).toHaveLength(2);
  });
});

describe("a service with an index it can't use", () => {
  it.each(PATHS)("answers %s with 503 where another encoder made the index", async (path) => {
    const answer = await clientOver(files, { createEncoder: async () => createWordEncoder("words-2") })(path);
    expectUnavailable(answer);
    expect(answer.body.message).toContain("words-1");
    expect(answer.body.message).toContain("words-2");
  });

  it("answers once index and encoder agree", async () => {
    let fingerprint = "words-2";
    const get = clientOver(files, { createEncoder: async () => createWordEncoder(fingerprint) });
    expectUnavailable(await get("/healthz"));
    fingerprint = "words-1";
    expect((await get("/healthz")).status).toBe(200);
  });

  it("answers once a lost file is back", async () => {
    const [lost = ""] = [...files.keys()].filter((name) => name.startsWith("articles.flags"));
    const found = new Map(files);
    found.delete(lost);
    const get = clientOver(found);
    expectUnavailable(await get("/healthz"));
    put(found, files);
    expect((await get("/healthz")).status).toBe(200);
  });
});

describe("a service whose index is replaced", () => {
  it("goes over to the new one when a page of text is gone, after one 503", async () => {
    const found = new Map(files);
    const get = clientOver(found);
    const before = (await get("/healthz")).body.indexVersion;
    const newer = await packArticles([makeArticle({ id: "c", title: "Volcano", body: "Newer text." })]);
    found.clear();
    put(found, newer);
    // The old index is kept as long as it can answer.
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

describe("the first requests", () => {
  it("open the library once, ten at a time", async () => {
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
    // The manifest alone is read by each request, until one of them has learnt the base path.
    reads.delete(MANIFEST_FILE);
    expect(
      Math.max(...[...reads].filter(([name]) => !name.startsWith("text-")).map(([, times]) => times)),
    ).toBe(1);
  });
});

describe("a base path", () => {
  it("is where everything answers, and nothing answers outside", async () => {
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
  it("decides at each request what of the future is seen", async () => {
    let now = Date.parse("2024-12-31T23:59:59Z");
    const future = makeArticle({ id: "future", publishedAt: "2025-01-01T00:00:00.000Z" });
    const get = clientOver(await packArticles([future]), { now: () => now });
    expect((await get("/v1/articles/future")).status).toBe(404);
    expect((await get("/v1/articles/future/related")).status).toBe(404);
    now += 1000;
    expect((await get("/v1/articles/future")).status).toBe(200);
  });

  it("gives processing times where one runs, and none where none does", async () => {
    let time = 5;
    const timed = await clientOver(files, { clock: () => time++ })("/v1/articles");
    expect(timed.body.processingTimeMs).toBe(1);
    expect((await clientOver(files)("/v1/articles")).body).not.toHaveProperty("processingTimeMs");
  });
});
